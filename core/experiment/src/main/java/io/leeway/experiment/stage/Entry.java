package io.leeway.experiment.stage;

/**
 * An entry of an experiment's {@code experience}.
 *
 * @param name its key
 */
public record Entry(String name) {}
