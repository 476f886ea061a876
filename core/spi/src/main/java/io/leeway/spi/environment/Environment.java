package io.leeway.spi.environment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One environment with the semantics of Gymnasium's {@code Env}. Not safe for several threads.
 *
 * <p>Values and infos are batches of one, so that the same code serves an {@link Environment} and a
 * {@link VectorEnvironment}.
 */
public interface Environment extends AutoCloseable {
    /** Returns what it is. */
    EnvironmentSpec spec();

    /**
     * Begins an episode.
     *
     * @param seed begins the environment's stream of random numbers anew (unsigned); null lets it go on: null and 0
     *     differ
     * @param options the environment's own, such as a start cell; may be empty
     */
    Reset reset(@Nullable Long seed, Map<String, Object> options);

    /** Begins an episode without options. */
    default Reset reset(@Nullable Long seed) {
        return reset(seed, Map.of());
    }

    /**
     * Takes one step.
     *
     * @param action an element of the action space
     * @throws IllegalStateException if there was no reset yet, or the episode is over
     */
    Step step(Value action);

    /**
     * Draws the environment as it is.
     *
     * @throws io.leeway.spi.LeewayException if it was not made with pictures, or has none
     */
    Picture render();

    /** Lets go of what is held. */
    @Override
    default void close() {}

    /**
     * A reset's result.
     *
     * @param observation the first one
     * @param infos by name
     */
    record Reset(Value observation, Map<String, Info> infos) {}

    /**
     * A step's result.
     *
     * @param observation after the step
     * @param reward of the step
     * @param terminated whether the episode ended in a terminal state
     * @param truncated whether it was cut, for example by a time limit; both may be true
     * @param infos by name
     */
    record Step(Value observation, double reward, boolean terminated, boolean truncated, Map<String, Info> infos) {}

    /**
     * Shows a vector of one as an environment.
     *
     * @throws IllegalArgumentException if the vector has another count, or resets by itself
     */
    static Environment of(VectorEnvironment vector) {
        return new SingleEnvironment(vector);
    }
}
