package io.leeway.spi.support.check;

import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of environments between resets: values of their spaces, seeds, the stream of random numbers, closing.
 *
 * <p>Each is tried on new environments, with random actions that are the same at every call. What an environment throws
 * is thrown on.
 */
public final class EnvironmentRules {
    private static final long ACTION_SEED = 5;

    private final Environments environments;
    private final Set<String> infos;

    /**
     * Tries some environments.
     *
     * @param infos the names of the infos that are compared too; {@link VectorOptions#ALL_INFOS} for all
     */
    public EnvironmentRules(Environments environments, Set<String> infos) {
        this.environments = environments;
        this.infos = infos;
    }

    /** Draws the actions of so many steps of {@code count} environments. */
    public List<Value> actions(int count, int steps) {
        RandomSource random = RandomSource.of(ACTION_SEED);
        List<Value> actions = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            actions.add(environments.spec().actionSpace().sample(count, random));
        }
        return actions;
    }

    VectorEnvironment make(int count, AutoresetMode mode) {
        return environments.make(VectorOptions.of(count, mode).withInfos(infos));
    }

    /** Returns what is wrong with the observations, rewards and flags of an unseeded reset and the steps after it. */
    public Optional<String> values(int count, AutoresetMode mode, int steps) {
        EnvironmentSpec spec = environments.spec();
        try (VectorEnvironment vector = make(count, mode)) {
            if (vector.count() != count) {
                return Optional.of(count + " environments were asked for, but " + vector.count() + " were made");
            } else if (!vector.spec().id().equals(spec.id())) {
                return Optional.of(
                        spec.id() + " made environments of " + vector.spec().id());
            }
            Space space = spec.observationSpace();
            Value first = vector.reset(null, null, Map.of()).observations();
            Optional<String> fault = SpaceRules.stray("The first observation", space, first, count);
            List<Value> actions = actions(count, steps);
            for (int step = 1; step <= steps && fault.isEmpty(); step++) {
                fault = fault(step, space, vector.step(actions.get(step - 1)), count);
            }
            return fault;
        }
    }

    private static Optional<String> fault(int number, Space space, VectorEnvironment.Step step, int count) {
        Optional<String> fault =
                SpaceRules.stray("The observation after step " + number, space, step.observations(), count);
        if (fault.isPresent()) {
            return fault;
        }
        for (double reward : step.rewards()) {
            if (!Double.isFinite(reward)) {
                return Optional.of("The reward of step " + number + " is " + reward);
            }
        }
        int[] lengths = {step.rewards().length, step.terminated().length, step.truncated().length};
        return Arrays.stream(lengths).allMatch(length -> length == count)
                ? Optional.empty()
                : Optional.of("Step " + number + " of " + count
                        + " environments gave rewards, terminated and truncated flags of lengths "
                        + Arrays.toString(lengths));
    }

    /** Returns where the same seeds give two stories: after another reset, or in environments that are made again. */
    public Optional<String> seeds(int steps, Long... seeds) {
        String name = (seeds.length == 1 ? "Seed " : "Seeds ")
                + String.join(", ", Arrays.stream(seeds).map(String::valueOf).toList()) + " gave two stories";
        try (VectorEnvironment vector = make(seeds.length, AutoresetMode.NEXT_STEP)) {
            List<Tick> first = play(vector, steps, seeds);
            Optional<String> fault = difference(name + " in the same environment", first, play(vector, steps, seeds));
            if (fault.isPresent()) {
                return fault;
            }
            try (VectorEnvironment other = make(seeds.length, AutoresetMode.NEXT_STEP)) {
                return difference(name + " in two environments", first, play(other, steps, seeds));
            }
        }
    }

    private List<Tick> play(VectorEnvironment vector, int steps, Long... seeds) {
        List<Tick> ticks = new ArrayList<>();
        ticks.add(Tick.of(vector.reset(seeds, null, Map.of())));
        actions(seeds.length, steps).forEach(each -> ticks.add(Tick.of(vector.step(each))));
        return ticks;
    }

    private static Optional<String> difference(String name, List<Tick> first, List<Tick> second) {
        for (int i = 0; i < first.size(); i++) {
            if (!first.get(i).equals(second.get(i))) {
                return Optional.of(name + ": at step " + i + " " + first.get(i) + " and " + second.get(i));
            }
        }
        return Optional.empty();
    }

    /** Returns how a reset without a seed depends on more than the seed of the reset before it. */
    public Optional<String> stream(Long... seeds) {
        try (VectorEnvironment vector = make(seeds.length, AutoresetMode.DISABLED)) {
            List<Tick> first = seededAndNot(vector, seeds, null);
            return difference(
                    "Two resets, one with seed "
                            + String.join(
                                    ", ",
                                    Arrays.stream(seeds).map(String::valueOf).toList())
                            + " and one without, gave two stories",
                    first,
                    seededAndNot(vector, seeds, new Long[seeds.length]));
        }
    }

    private static List<Tick> seededAndNot(VectorEnvironment vector, Long[] seeds, @Nullable Long @Nullable [] none) {
        return List.of(Tick.of(vector.reset(seeds, null, Map.of())), Tick.of(vector.reset(none, null, Map.of())));
    }

    /** Closes environments twice, which does no harm. */
    public void closing() {
        VectorEnvironment vector = make(1, AutoresetMode.NEXT_STEP);
        vector.reset(null, null, Map.of());
        vector.close();
        vector.close();
    }
}
