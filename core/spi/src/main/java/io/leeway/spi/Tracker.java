package io.leeway.spi;

import java.util.Map;

/** Receives a run's metrics as they are made, for example to write TensorBoard's event files. */
public interface Tracker extends AutoCloseable {
    /**
     * Takes the metrics of one moment.
     *
     * @param series what they belong to, for example {@code guided/seed-0/agent}
     * @param step the agent's or denoiser's update count; the same moment may come again after a resume
     * @param metrics finite or not, by name
     */
    void record(String series, long step, Map<String, Double> metrics);

    /** Flushes and lets go of files and connections. */
    @Override
    default void close() {}
}
