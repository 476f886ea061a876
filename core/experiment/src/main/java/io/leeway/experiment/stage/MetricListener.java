package io.leeway.experiment.stage;

import io.leeway.experiment.artifact.MetricLog;

/** A listener to the metrics of a run. */
@FunctionalInterface
public interface MetricListener {
    /** A listener that does nothing. */
    MetricListener NONE = (series, entry) -> {};

    /**
     * Takes the metrics of one moment.
     *
     * @param series what they belong to, such as {@code seed-0/denoiser}
     */
    void record(String series, MetricLog.Entry entry);

    /**
     * Takes values whose distribution is of interest, which are kept nowhere else.
     *
     * @param series what they belong to
     * @param step updates made
     * @param name in snake_case
     * @param values at least one
     */
    default void histogram(String series, long step, String name, double[] values) {}
}
