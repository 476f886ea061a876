package io.leeway.spi.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Space;
import java.util.Optional;

/**
 * A policy on flat observations in the environment's units, with actions in [-1, 1]; a discrete action has a column for
 * each choice, of which one is 1 and the others are 0. Arrays may be longer than needed.
 */
public interface Policy {
    /** Returns the columns of an observation. */
    int observationSize();

    /** Returns the columns of an action. */
    int actionSize();

    /** Returns what actions are one of, a column each, where they are discrete; empty where they are continuous. */
    default Optional<Space.Discrete> choices() {
        return Optional.empty();
    }

    /**
     * Returns the distributions of actions for a batch: the one call that costs a network pass.
     *
     * @param observations count × observationSize
     */
    ActionDistribution distribution(float[] observations, int count);

    /**
     * Chooses the action to evaluate with: the mode.
     *
     * @param observations count × observationSize
     * @param actions receives count × actionSize
     */
    default void act(float[] observations, int count, float[] actions) {
        distribution(observations, count).mode(actions);
    }

    /** Draws actions, for collection. */
    default void sample(float[] observations, int count, RandomSource random, float[] actions) {
        distribution(observations, count).sample(random, actions);
    }
}
