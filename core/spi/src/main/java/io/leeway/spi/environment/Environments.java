package io.leeway.spi.environment;

import java.util.Optional;

/** A factory of environments of one kind. */
public interface Environments extends AutoCloseable {
    /** Returns what they are. */
    EnvironmentSpec spec();

    /** Makes environments that are stepped together. */
    VectorEnvironment make(VectorOptions options);

    /**
     * Makes environments that are stepped together, without pictures.
     *
     * @param count how many, at least 1
     * @param autoreset what happens when an episode is over
     * @param timeLimit whether episodes are truncated at the specification's limit
     */
    default VectorEnvironment make(int count, AutoresetMode autoreset, boolean timeLimit) {
        return make(VectorOptions.of(count, autoreset).withTimeLimit(timeLimit));
    }

    /** Makes one environment, with its time limit. */
    default Environment makeOne(boolean rendered) {
        VectorOptions options = VectorOptions.of(1, AutoresetMode.DISABLED);
        return Environment.of(make(rendered ? options.withPictures() : options));
    }

    /** Returns whether there are pictures: whether {@link VectorOptions#rendered} may be asked for. */
    default boolean canRender() {
        return false;
    }

    /**
     * Returns whether another process steps them, so that {@link VectorEnvironment#stepAsync} leaves this one time for
     * other work.
     */
    default boolean remote() {
        return false;
    }

    /** Returns the capability to say the true outcome of any action in any observation, where there is one. */
    default Optional<DynamicsOracle> oracle() {
        return Optional.empty();
    }

    /** Lets go of what is held, such as a connection; what was made is closed by whoever made it. */
    @Override
    default void close() {}

    /** Returns the map to draw trajectories on, where the environment is planar. */
    default Optional<PlanarMap> map() {
        return Optional.empty();
    }
}
