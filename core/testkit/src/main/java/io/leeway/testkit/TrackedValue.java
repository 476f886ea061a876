package io.leeway.testkit;

/**
 * One metric of one moment, as a tracker keeps it.
 *
 * @param series what it belongs to
 * @param step the update count
 * @param metric its name
 * @param value the number, as near as single precision
 */
public record TrackedValue(String series, long step, String metric, double value) {}
