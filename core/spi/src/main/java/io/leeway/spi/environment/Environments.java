package io.leeway.spi.environment;

import java.util.List;
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

    /**
     * Returns the places where these can be made, such as servers: each makes the same environments, and all can be
     * used side by side, one thread each. Nobody closes them but these.
     */
    default List<Environments> places() {
        return List.of(this);
    }

    /** Returns the capability to say the true outcome of any action in any observation, where there is one. */
    default Optional<DynamicsOracle> oracle() {
        return Optional.empty();
    }

    /** Returns the capability to say which steps end an episode, where the rule is known. */
    default Optional<Terminations> terminations() {
        return Optional.empty();
    }

    /** Returns the capability to draw the state of any observation, where there is one. */
    default Optional<StatePictures> statePictures() {
        return Optional.empty();
    }

    /** The rule by which an environment terminates, for steps that were not taken in it, such as a model's. */
    @FunctionalInterface
    interface Terminations {
        /**
         * Says which steps terminate; never a time limit.
         *
         * @param observations count × observation size, each row as {@link Space#flatten} gives it
         * @param actions count × action size, in the environment's units
         * @param nextObservations count × observation size, what the steps led to
         * @param terminated receives count values
         * @throws io.leeway.spi.LeewayException if values are not finite
         */
        void terminated(
                double[] observations, double[] actions, double[] nextObservations, int count, boolean[] terminated);
    }

    /** Pictures of states that nobody played. */
    interface StatePictures extends AutoCloseable {
        /**
         * Puts the environment into the state of an observation, as near as an observation tells it, and draws it.
         *
         * @param observation as {@link Space#flatten} gives it, in the environment's units
         * @throws io.leeway.spi.LeewayException if the simulator refuses the state, saying why
         */
        Picture draw(double[] observation);

        /** Lets go of the environment that draws. */
        @Override
        void close();
    }

    /** Lets go of what is held, such as a connection; what was made is closed by whoever made it. */
    @Override
    default void close() {}

    /** Returns the map to draw trajectories on, where the environment is planar. */
    default Optional<PlanarMap> map() {
        return Optional.empty();
    }
}
