package io.leeway.datasets.behaviour;

/** An empty configuration. */
public record RandomConfig() {}
