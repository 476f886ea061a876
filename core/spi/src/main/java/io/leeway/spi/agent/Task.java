package io.leeway.spi.agent;

/**
 * The sizes of what an agent sees and does.
 *
 * @param observationSize columns of a flat observation
 * @param actionSize columns of an action, each in [-1, 1]
 */
public record Task(int observationSize, int actionSize) {}
