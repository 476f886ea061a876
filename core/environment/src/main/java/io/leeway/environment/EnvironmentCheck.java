package io.leeway.environment;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.spi.support.check.AutoresetRules;
import io.leeway.spi.support.check.EnvironmentRules;
import io.leeway.spi.support.check.SpaceRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A trial of environments as Gymnasium's {@code check_env} is: of embedded ones, or of another process's through the
 * wire.
 */
public final class EnvironmentCheck {
    /** The end of a check. */
    public enum Status {
        /** As it should be. */
        PASSED,
        /** Works, but will not do well. */
        WARNING,
        /** Breaks what users of environments rely on. */
        FAILED
    }

    /**
     * The end of a check.
     *
     * @param status the end
     * @param check what was looked at
     * @param detail what was found; empty where it passed
     */
    public record Finding(Status status, String check, String detail) {}

    private static final int STEPS = 50;
    private static final int COUNT = 3;
    private static final long SEED = 123;
    private static final int USUAL_STEPS = 500;
    private static final int MOST_STEPS = 2_000;
    /** Infos may tell of time or of the machine. */
    private static final Set<String> NO_INFOS = Set.of();

    /** The most numbers of an observation that are tried in several environments and many steps. */
    private static final long MOST_NUMBERS = 1_000_000;

    private static final int FEW_STEPS = 10;

    private final Environments environments;
    private final List<Finding> findings = new ArrayList<>();
    private boolean large;

    private EnvironmentCheck(Environments environments) {
        this.environments = environments;
    }

    /** Looks at everything and returns what was found, in order. */
    public static List<Finding> of(Environments environments) {
        EnvironmentCheck check = new EnvironmentCheck(environments);
        check.run();
        return List.copyOf(check.findings);
    }

    private void look(String check, Supplier<Optional<String>> rule) {
        look(check, Status.FAILED, rule);
    }

    private void look(String check, Status otherwise, Supplier<Optional<String>> rule) {
        @Nullable String wrong;
        try {
            wrong = rule.get().orElse(null);
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
        look(
                "the observation space is valid",
                () -> SpaceRules.fault("the observation space", spec.observationSpace()));
        look("the action space is valid", () -> SpaceRules.fault("the action space", spec.actionSpace()));
        if (findings.stream().anyMatch(finding -> finding.status() == Status.FAILED)) {
            return;
        }
        large = numbers(spec.observationSpace()) > MOST_NUMBERS;
        int count = large ? 1 : COUNT;
        int steps = large ? FEW_STEPS : STEPS;
        warn("the observation space is bounded", unbounded(spec.observationSpace()));
        warn("the action space is normalised", notNormalised(spec.actionSpace()));
        EnvironmentRules rules = new EnvironmentRules(environments, NO_INFOS);
        look(
                "observations are of their space and rewards are finite",
                () -> rules.values(count, AutoresetMode.NEXT_STEP, steps));
        look("what it gives is what its spaces say, before any cast", () -> casts(count, steps));
        look("the same seed gives the same episode", () -> rules.seeds(steps, SEED));
        look("resets without a seed go on with the stream", () -> rules.stream(SEED));
        look("the first step does not truncate", this::truncatesAtOnce);
        AutoresetRules autoreset = new AutoresetRules(environments, NO_INFOS);
        for (AutoresetMode mode : AutoresetMode.values()) {
            look(
                    "autoreset " + mode + " works",
                    () -> autoreset.verdict(mode, 1, episodeSteps()).fault());
        }
        if (environments.canRender()) {
            look("it is drawn where it runs", Status.WARNING, this::noPicture);
        }
        look("closing twice does no harm", () -> {
            rules.closing();
            return Optional.empty();
        });
    }

    /** Returns after how many steps an episode should be over. */
    private int episodeSteps() {
        Integer limit = environments.spec().maximumEpisodeSteps();
        return Math.min(large ? 5 * FEW_STEPS : MOST_STEPS, (limit == null ? USUAL_STEPS : limit) + 2);
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

    private static long numbers(Space space) {
        if (space instanceof Space.Box box) {
            return box.size();
        } else if (space instanceof Space.Dict dict) {
            return dict.spaces().values().stream()
                    .mapToLong(EnvironmentCheck::numbers)
                    .sum();
        } else if (space instanceof Space.Tuple tuple) {
            return tuple.spaces().stream().mapToLong(EnvironmentCheck::numbers).sum();
        }
        return 0;
    }

    /** Plays with every info, and warns of those that are not carried. */
    private Optional<String> casts(int count, int steps) {
        VectorOptions options = VectorOptions.of(count, AutoresetMode.NEXT_STEP).withNotes();
        try (VectorEnvironment vector = environments.make(options)) {
            vector.reset(new Long[count], null, Map.of());
            RandomSource random = RandomSource.of(SEED);
            for (int step = 0; step < steps; step++) {
                vector.step(vector.spec().actionSpace().sample(count, random));
            }
            List<String> omitted = vector.omittedInfos();
            warn(
                    "every info is carried",
                    omitted.isEmpty()
                            ? null
                            : "Infos of these kinds are left out: " + String.join(", ", omitted)
                                    + ". Let the environment give numbers, texts, lists, tuples, bytes or dicts");
            List<String> notes = vector.notes();
            return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notes));
        }
    }

    private Optional<String> truncatesAtOnce() {
        try (VectorEnvironment vector = environments.make(VectorOptions.of(1, AutoresetMode.DISABLED))) {
            vector.reset(new Long[] {0L}, null, Map.of());
            return vector.step(environments.spec().actionSpace().sample(1, RandomSource.of(3)))
                            .truncated()[0]
                    ? Optional.of("The episode was truncated after one step")
                    : Optional.empty();
        }
    }

    private Optional<String> noPicture() {
        VectorOptions options = VectorOptions.of(1, AutoresetMode.DISABLED).withPictures();
        try (VectorEnvironment vector = environments.make(options)) {
            vector.reset(new Long[] {0L}, null, Map.of());
            Picture picture = vector.render(0);
            return picture.width() > 0 ? Optional.empty() : Optional.of("The picture is empty");
        }
    }
}
