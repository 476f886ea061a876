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
}
