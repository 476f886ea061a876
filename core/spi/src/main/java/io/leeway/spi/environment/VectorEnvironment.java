package io.leeway.spi.environment;

import io.leeway.spi.LeewayException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several environments that are stepped together, with Gymnasium's semantics. Not safe for several threads. */
public interface VectorEnvironment extends AutoCloseable {
    /** Returns how many environments there are. */
    int count();

    /** Returns what each of them is. */
    EnvironmentSpec spec();

    /** Returns what happens when an episode is over. */
    AutoresetMode autoreset();

    /**
     * Begins new episodes.
     *
     * @param seeds one an environment, null where its stream goes on; null to let all go on
     * @param mask which environments to reset; null for all
     * @param options the environment's own, such as a start cell; may be empty
     * @return the observations of all environments: those not reset keep their last one
     */
    Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options);

    /**
     * Steps every environment once.
     *
     * @param actions one an environment, of the action space
     * @throws IllegalStateException if an episode is over and {@link AutoresetMode#DISABLED} leaves the reset to the
     *     caller, or there was no reset yet
     */
    Step step(Value actions);

    /**
     * Begins a step, and returns what waits for its outcome, and gives the same one when it is asked again: a remote
     * simulator works meanwhile. Nothing else may be called until the outcome was taken, but {@link #close}.
     */
    default Supplier<Step> stepAsync(Value actions) {
        Step step = step(actions);
        return () -> step;
    }

    /**
     * Draws one environment as it is.
     *
     * @param index from 0
     * @throws LeewayException if it was not made with pictures, or has none
     * @throws IndexOutOfBoundsException if there is no environment of that index
     */
    default Picture render(int index) {
        throw new LeewayException(spec().id() + " has no pictures");
    }

    /**
     * Returns the infos that environments gave so far and that could not be carried here, each once, with the kind of
     * its value, such as "solver (SolverState)".
     */
    default List<String> omittedInfos() {
        return List.of();
    }

    /**
     * Returns what environments gave so far otherwise than their spaces say, each once, such as "environment 0: the
     * observation is of type float64, but its space says float32"; looked for where {@link VectorOptions#noted} asks.
     */
    default List<String> notes() {
        return List.of();
    }

    /** Returns the capability to be put back into an earlier state, where there is one. */
    default Optional<Snapshots> snapshots() {
        return Optional.empty();
    }

    /** Lets go of what is held. */
    @Override
    default void close() {}

    /**
     * A reset's result.
     *
     * @param observations one an environment
     * @param infos columns by name
     */
    record Reset(Value observations, Map<String, Info> infos) {}

    /**
     * A step's result. Arrays belong to the caller until the next step.
     *
     * @param observations one an environment, after the step (or after the reset, see {@link AutoresetMode})
     * @param rewards one an environment
     * @param terminated whether the episode ended in a terminal state
     * @param truncated whether it was cut, for example by a time limit; both may be true
     * @param finalObservations in mode {@code SAME_STEP} the observations before any reset, else null
     * @param infos columns by name
     * @param finalInfos in mode {@code SAME_STEP} the infos before any reset, of the environments whose episode is
     *     over; else empty
     */
    record Step(
            Value observations,
            double[] rewards,
            boolean[] terminated,
            boolean[] truncated,
            @Nullable Value finalObservations,
            Map<String, Info> infos,
            Map<String, Info> finalInfos) {
        /** Creates an outcome without infos. */
        public Step(
                Value observations,
                double[] rewards,
                boolean[] terminated,
                boolean[] truncated,
                @Nullable Value finalObservations) {
            this(observations, rewards, terminated, truncated, finalObservations, Map.of(), Map.of());
        }
    }
}
