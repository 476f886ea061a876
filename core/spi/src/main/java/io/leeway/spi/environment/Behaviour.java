package io.leeway.spi.environment;

import io.leeway.spi.RandomSource;

/** What plays in environments to collect a dataset: at random, by a planner, by a trained policy. */
public interface Behaviour {
    /**
     * Begins to play.
     *
     * @param environments what is played in
     * @param count how many environments are played in at once
     * @throws io.leeway.spi.LeewayException if this behaviour cannot play in these environments, naming both
     */
    Player start(Environments environments, int count, RandomSource random);

    /** Plays in several environments at once; may remember, for example where it is going. */
    @FunctionalInterface
    interface Player {
        /**
         * Chooses actions.
         *
         * @param observations count × observation size
         * @param begun whether each environment's episode begins with this observation
         * @param actions receives count × action size, in the environment's units
         */
        void act(double[] observations, boolean[] begun, double[] actions);
    }
}
