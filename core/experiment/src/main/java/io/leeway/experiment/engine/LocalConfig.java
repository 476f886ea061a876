package io.leeway.experiment.engine;

/** The configuration of {@link LocalEngine}, which has no keys. */
public record LocalConfig() {}
