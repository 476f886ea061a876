package io.leeway.datasets.behaviour;

/** Nothing to choose. */
public record RandomConfig() {}
