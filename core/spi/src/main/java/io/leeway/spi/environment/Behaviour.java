package io.leeway.spi.environment;

import io.leeway.spi.RandomSource;

/** A player in environments that collects a dataset: at random, by a planner, by a trained policy. */
public interface Behaviour {
    /**
     * Begins to play.
     *
     * @param environments what is played in; its observation space is the flat box of what {@link Player#act} sees
     * @param count how many environments are played in at once
     * @throws io.leeway.spi.LeewayException if this behaviour cannot play in these environments, naming both
     */
    Player start(Environments environments, int count, RandomSource random);

    /**
     * Returns what identifies it beyond its configuration, such as a digest of the weights that it plays with. Empty
     * where the configuration says all.
     */
    default String identity() {
        return "";
    }

    /** Plays in several environments at once; may remember, for example where it is going. */
    @FunctionalInterface
    interface Player extends AutoCloseable {
        /**
         * Chooses actions.
         *
         * @param observations count × observation size, flattened as {@link Space#flatten} does
         * @param begun whether each environment's episode begins with this observation
         * @param actions receives count × action size, in the environment's units; whole numbers where those of the
         *     space are: a choice is one number, not flags
         */
        void act(double[] observations, boolean[] begun, double[] actions);

        /** Lets go of what is held, such as a network. */
        @Override
        default void close() {}
    }
}
