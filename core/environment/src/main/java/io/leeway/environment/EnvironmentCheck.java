package io.leeway.environment;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Tries environments as Gymnasium's {@code check_env} does: embedded ones, or another process's through the wire. */
public final class EnvironmentCheck {
    /** How a check ended. */
    public enum Status {
        /** As it should be. */
        PASSED,
        /** Works, but will not do well. */
        WARNING,
        /** Breaks what users of environments rely on. */
        FAILED
    }

    /**
     * How a check ended.
     *
     * @param status the end
     * @param check what was looked at
     * @param detail what was found; empty where it passed
     */
    public record Finding(Status status, String check, String detail) {}

    private static final int STEPS = 50;
    private static final int COUNT = 3;

    private final Environments environments;
    private final List<Finding> findings = new ArrayList<>();

    private EnvironmentCheck(Environments environments) {
        this.environments = environments;
    }

    /** Looks at everything and returns what was found, in order. */
    public static List<Finding> of(Environments environments) {
        EnvironmentCheck check = new EnvironmentCheck(environments);
        check.run();
        return List.copyOf(check.findings);
    }

    private interface Look {
        /** Returns what is wrong, or null. */
        @Nullable
        String at();
    }

    private void look(String check, Look look) {
        look(check, Status.FAILED, look);
    }

    private void look(String check, Status otherwise, Look look) {
        String wrong;
        try {
            wrong = look.at();
        } catch (CancellationException stopped) {
            throw stopped;
        } catch (LeewayException | IllegalStateException | IllegalArgumentException failure) {
            wrong = String.valueOf(failure.getMessage());
        } catch (RuntimeException failure) {
            wrong = failure.toString();
        }
        findings.add(new Finding(wrong == null ? Status.PASSED : otherwise, check, wrong == null ? "" : wrong));
    }

    private void warn(String check, @Nullable String detail) {
        if (detail != null) {
            findings.add(new Finding(Status.WARNING, check, detail));
        }
    }

    private void run() {
        EnvironmentSpec spec = environments.spec();
        look("the observation space is valid", () -> invalid(spec.observationSpace()));
        look("the action space is valid", () -> invalid(spec.actionSpace()));
        if (findings.stream().anyMatch(finding -> finding.status() == Status.FAILED)) {
            return;
        }
        warn("the observation space is bounded", unbounded(spec.observationSpace()));
        warn("the action space is normalised", notNormalised(spec.actionSpace()));
        look("observations are of their space and rewards are finite", this::strayValue);
        look("the same seed gives the same episode", () -> same(story(123L), story(123L), "Seed 123 gave two stories"));
        look("resets without a seed go on with the stream", this::brokenStream);
        look("the first step does not truncate", this::truncatesAtOnce);
        for (AutoresetMode mode : AutoresetMode.values()) {
            look("autoreset " + mode + " works", () -> wrongAutoreset(mode));
        }
        if (environments.canRender()) {
            look("it is drawn where it runs", Status.WARNING, this::noPicture);
        }
        look("closing twice does no harm", this::closesOnce);
    }

    private static @Nullable String invalid(Space space) {
        if (space instanceof Space.Box box) {
            for (int i = 0; i < box.size(); i++) {
                if (!(box.low()[i] <= box.high()[i])) {
                    return "The bounds of column " + i + " are [" + box.low()[i] + ", " + box.high()[i] + "]";
                }
            }
            return box.size() == 0 ? "The box is empty" : null;
        } else if (space instanceof Space.Discrete discrete) {
            return discrete.count() > 0 ? null : "It has no elements";
        } else if (space instanceof Space.MultiDiscrete discrete) {
            return Arrays.stream(discrete.counts()).allMatch(count -> count > 0) ? null : "A column has no elements";
        } else if (space instanceof Space.Dict dict) {
            return dict.spaces().isEmpty()
                    ? "The dict is empty"
                    : firstInvalid(List.copyOf(dict.spaces().values()));
        } else if (space instanceof Space.Tuple tuple) {
            return tuple.spaces().isEmpty() ? "The tuple is empty" : firstInvalid(tuple.spaces());
        }
        return null;
    }

    private static @Nullable String firstInvalid(List<Space> spaces) {
        for (Space each : spaces) {
            String wrong = invalid(each);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private static @Nullable String unbounded(Space space) {
        boolean infinite = space instanceof Space.Box box
                && (Arrays.stream(box.low()).anyMatch(Double::isInfinite)
                        || Arrays.stream(box.high()).anyMatch(Double::isInfinite));
        return infinite ? "A bound is infinite: values cannot be scaled by the bounds" : null;
    }

    private static @Nullable String notNormalised(Space space) {
        boolean other = space instanceof Space.Box box
                && !(Arrays.stream(box.low()).allMatch(low -> low == -1)
                        && Arrays.stream(box.high()).allMatch(high -> high == 1));
        return other ? "The bounds are not [-1, 1]: agents' actions are rescaled to them" : null;
    }

    private Value actions(int count, RandomSource random) {
        return environments.spec().actionSpace().sample(count, random);
    }

    private @Nullable String strayValue() {
        Space space = environments.spec().observationSpace();
        RandomSource random = RandomSource.of(1);
        try (VectorEnvironment vector = environments.make(VectorOptions.of(COUNT, AutoresetMode.NEXT_STEP))) {
            Value first = vector.reset(null, null, Map.of()).observations();
            Optional<String> problem = space.violation("The first observation", first, COUNT);
            for (int step = 1; step <= STEPS && problem.isEmpty(); step++) {
                VectorEnvironment.Step outcome = vector.step(actions(COUNT, random));
                String name = "The observation after step " + step;
                problem = space.violation(name, outcome.observations(), COUNT);
                for (double reward : outcome.rewards()) {
                    if (!Double.isFinite(reward)) {
                        return "The reward of step " + step + " is " + reward;
                    }
                }
            }
            return problem.orElse(null);
        }
    }

    /** Plays a while from a seed, and returns all that was seen. */
    private List<Object> story(long seed) {
        List<Object> story = new ArrayList<>();
        RandomSource random = RandomSource.of(2);
        try (VectorEnvironment vector = environments.make(VectorOptions.of(1, AutoresetMode.NEXT_STEP))) {
            story.add(flat(vector.reset(new Long[] {seed}, null, Map.of()).observations()));
            for (int step = 0; step < STEPS; step++) {
                VectorEnvironment.Step outcome = vector.step(actions(1, random));
                story.add(List.of(
                        flat(outcome.observations()),
                        outcome.rewards()[0],
                        outcome.terminated()[0],
                        outcome.truncated()[0]));
            }
        }
        return story;
    }

    private static List<Object> flat(Value value) {
        if (value instanceof Value.Reals reals) {
            return new ArrayList<>(Arrays.stream(reals.values()).boxed().toList());
        } else if (value instanceof Value.Integers integers) {
            return new ArrayList<>(Arrays.stream(integers.values()).boxed().toList());
        } else if (value instanceof Value.Texts texts) {
            return new ArrayList<>(texts.values());
        } else if (value instanceof Value.Entries entries) {
            return new ArrayList<>(entries.values().values().stream()
                    .map(EnvironmentCheck::flat)
                    .toList());
        }
        return new ArrayList<>(((Value.Items) value)
                .values().stream().map(EnvironmentCheck::flat).toList());
    }

    private static @Nullable String same(List<Object> first, List<Object> second, String otherwise) {
        for (int i = 0; i < first.size(); i++) {
            if (!first.get(i).equals(second.get(i))) {
                return otherwise + ": at step " + i + " " + first.get(i) + " and " + second.get(i);
            }
        }
        return null;
    }

    private @Nullable String brokenStream() {
        try (VectorEnvironment vector = environments.make(VectorOptions.of(1, AutoresetMode.DISABLED))) {
            List<List<Object>> rounds = new ArrayList<>();
            for (int round = 0; round < 2; round++) {
                rounds.add(List.of(
                        flat(vector.reset(new Long[] {123L}, null, Map.of()).observations()),
                        flat(vector.reset(null, null, Map.of()).observations())));
            }
            return same(
                    rounds.get(0), rounds.get(1), "Two resets, one with seed 123 and one without, gave two stories");
        }
    }

    private @Nullable String truncatesAtOnce() {
        try (VectorEnvironment vector = environments.make(VectorOptions.of(1, AutoresetMode.DISABLED))) {
            vector.reset(new Long[] {0L}, null, Map.of());
            return vector.step(actions(1, RandomSource.of(3))).truncated()[0]
                    ? "The episode was truncated after one step"
                    : null;
        }
    }

    private @Nullable String wrongAutoreset(AutoresetMode mode) {
        RandomSource random = RandomSource.of(4);
        int limit = Math.min(
                2_000,
                Optional.ofNullable(environments.spec().maximumEpisodeSteps()).orElse(500) + 2);
        try (VectorEnvironment vector = environments.make(VectorOptions.of(1, mode))) {
            vector.reset(new Long[] {5L}, null, Map.of());
            for (int step = 0; step < limit; step++) {
                VectorEnvironment.Step outcome = vector.step(actions(1, random));
                if (!outcome.terminated()[0] && !outcome.truncated()[0]) {
                    continue;
                }
                if (mode == AutoresetMode.SAME_STEP) {
                    return outcome.finalObservations() == null ? "The last step gave no final observation" : null;
                }
                if (mode == AutoresetMode.DISABLED) {
                    return stepsOn(vector, random) ? "It steps on after the episode is over" : null;
                }
                VectorEnvironment.Step after = vector.step(actions(1, random));
                return after.rewards()[0] == 0 && !after.terminated()[0] && !after.truncated()[0]
                        ? null
                        : "The step after the last one gave a reward or a flag";
            }
            return null;
        }
    }

    private boolean stepsOn(VectorEnvironment vector, RandomSource random) {
        try {
            vector.step(actions(1, random));
            return true;
        } catch (IllegalStateException | LeewayException refused) {
            return false;
        }
    }

    private @Nullable String noPicture() {
        VectorOptions options = VectorOptions.of(1, AutoresetMode.DISABLED).withPictures();
        try (VectorEnvironment vector = environments.make(options)) {
            vector.reset(new Long[] {0L}, null, Map.of());
            Picture picture = vector.render(0);
            return picture.width() > 0 ? null : "The picture is empty";
        }
    }

    private @Nullable String closesOnce() {
        VectorEnvironment vector = environments.make(VectorOptions.of(1, AutoresetMode.DISABLED));
        vector.close();
        vector.close();
        return null;
    }
}
