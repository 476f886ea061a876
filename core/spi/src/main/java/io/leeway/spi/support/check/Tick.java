package io.leeway.spi.support.check;

import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of one reset or step of a vector environment, copied so that it compares.
 *
 * @param observations of all environments, see {@link ValueCopies#snapshot}
 * @param rewards one an environment; empty after a reset
 * @param terminated one an environment; empty after a reset
 * @param truncated one an environment; empty after a reset
 * @param last the final observations, or null
 * @param infos by name
 */
public record Tick(
        Object observations,
        List<Double> rewards,
        List<Boolean> terminated,
        List<Boolean> truncated,
        @Nullable Object last,
        Map<String, Object> infos) {

    /** Copies the outcome of a reset. */
    public static Tick of(VectorEnvironment.Reset reset) {
        return new Tick(
                ValueCopies.snapshot(reset.observations()),
                List.of(),
                List.of(),
                List.of(),
                null,
                ValueCopies.snapshotInfos(reset.infos()));
    }

    /** Copies the outcome of a step. */
    public static Tick of(VectorEnvironment.Step step) {
        Value last = step.finalObservations();
        return new Tick(
                ValueCopies.snapshot(step.observations()),
                Arrays.stream(step.rewards()).boxed().toList(),
                flags(step.terminated()),
                flags(step.truncated()),
                last == null ? null : ValueCopies.snapshot(last),
                ValueCopies.snapshotInfos(step.infos()));
    }

    /** Returns the observation of one environment. */
    public Object observation(int environment, int count) {
        return ValueCopies.element(observations, environment, count);
    }

    /** Returns whether an environment's episode is over. */
    public boolean over(int environment) {
        return terminated.get(environment) || truncated.get(environment);
    }

    /** Returns which episodes are over. */
    public boolean[] over() {
        boolean[] over = new boolean[terminated.size()];
        for (int i = 0; i < over.length; i++) {
            over[i] = over(i);
        }
        return over;
    }

    private static List<Boolean> flags(boolean[] values) {
        List<Boolean> flags = new ArrayList<>();
        for (boolean value : values) {
            flags.add(value);
        }
        return flags;
    }
}
