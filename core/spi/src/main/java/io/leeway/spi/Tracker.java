package io.leeway.spi;

import java.util.Map;

/**
 * A receiver of a run's metrics as they are made, such as a writer of TensorBoard's event files. Called by one thread
 * at a time.
 */
public interface Tracker extends AutoCloseable {
    /**
     * Takes the metrics of one moment. A run that goes on after a kill may record a moment again, with the same values,
     * or go back to an earlier one.
     *
     * @param series what they belong to, for example {@code guided/seed-0/agent}; series are apart from one another
     * @param step the agent's or denoiser's update count, from 0
     * @param metrics by snake_case name, perhaps none of them; finite, infinite or NaN; to be read before the call
     *     returns, and left as they are
     * @throws LeewayException if they cannot be kept, saying why and where
     */
    void record(String series, long step, Map<String, Double> metrics);

    /**
     * Flushes, and lets go of files and connections: everything recorded is then kept. Does nothing the second time.
     */
    @Override
    default void close() {}
}
