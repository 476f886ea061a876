package io.leeway.spi.environment;

import java.util.Optional;

/** Makes environments of one kind. */
public interface Environments {
    /** Returns what they are. */
    EnvironmentSpec spec();

    /**
     * Makes several environments that are stepped together.
     *
     * @param count how many, at least 1
     * @param autoreset what happens when an episode is over
     * @param timeLimit whether episodes are truncated at the specification's limit
     */
    VectorEnvironment make(int count, AutoresetMode autoreset, boolean timeLimit);

    /** Returns the capability to say the true outcome of any action in any observation, where there is one. */
    default Optional<DynamicsOracle> oracle() {
        return Optional.empty();
    }

    /** Returns the map to draw trajectories on, where the environment is planar. */
    default Optional<PlanarMap> map() {
        return Optional.empty();
    }
}
