package io.leeway.spi.dynamics;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Stateful;
import io.leeway.spi.data.Transitions;
import java.util.Map;

/**
 * A learned model of an environment's dynamics: one or several distributions of the next observation and the reward,
 * given an observation and an action (Chua et al. 2018). What it is given and gives is in data units; it normalises for
 * itself.
 *
 * <p>Created untrained; then either {@link #begin} and {@link #update}, or {@link #load}.
 */
public interface Dynamics extends Stateful, AutoCloseable {
    /**
     * Makes fresh weights for transitions like these, and measures what normalises them.
     *
     * @param training the same rows that {@link #update} is given; a terminal row's next observation is meaningless,
     *     and nothing is learned from it
     * @throws LeewayException if there is nothing to learn from, as where every row is terminal
     */
    void begin(Transitions training);

    /** Returns the most updates that a training has. */
    long updates();

    /** Returns how many updates were made. */
    long step();

    /** Returns whether its training is over: all updates are made, or further ones do not help. */
    boolean finished();

    /** Returns from how many rows one update learns, for throughput to be told. */
    default int batch() {
        return 1;
    }

    /**
     * Trains for several updates, fewer where it is finished before.
     *
     * @param training the rows that it was begun with, after a {@link #load} too
     * @param times how many updates, at least 1; never past {@link #updates}
     * @return means over these updates, by snake_case name; {@code loss} at least
     * @throws LeewayException if the loss is no longer finite, saying at which update and what to change; the model is
     *     then as it was before the call
     */
    Map<String, Double> update(Transitions training, int times);

    /** Returns how many distributions there are for each row: the members of an ensemble that are in use. */
    int members();

    /**
     * Predicts what comes of actions.
     *
     * @param observations count × observation size, may be longer
     * @param actions count × action size in [-1, 1], may be longer
     * @param count how many rows, each on its own
     */
    Predictions predict(float[] observations, float[] actions, int count);

    /** Lets go of native memory. */
    @Override
    void close();
}
