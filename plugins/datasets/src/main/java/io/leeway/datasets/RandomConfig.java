package io.leeway.datasets;

/** Nothing to choose. */
public record RandomConfig() {}
