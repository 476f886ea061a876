package io.leeway.datasets.collect;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.spi.support.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Environments whose failures nobody sees: others are made in their place, begin from the same seeds, and are given all
 * the actions so far once more, until they are where the lost ones were. What chose the actions is not asked again, and
 * need not know.
 *
 * <p>That rests on nothing but environments whose future depends on seeds and actions alone, which is checked: every
 * step that is made again must end as it did. It keeps the actions, 8 bytes a number, and makes at most {@code retries}
 * times the steps of an undisturbed play besides. Snapshots would spare steps, but their own failures and imprecisions
 * would be those of the data.
 */
final class ReplayingEnvironment implements AutoCloseable {
    /** A step that was made: what was chosen, and a digest of its outcome. */
    private record Played(Value actions, int outcome) {}

    private final Environments environments;
    private final VectorOptions options;
    private final Long[] seeds;
    private final int retries;
    private final Progress progress;
    private final Patience patience;
    private final List<Played> played = new ArrayList<>();
    private VectorEnvironment.@Nullable Reset begun;
    private @Nullable VectorEnvironment vector;
    private int resetDigest;
    private int failures;

    /**
     * Makes nothing yet.
     *
     * @param options how the environments are made
     * @param seeds one an environment
     * @param retries how often the environments may fail in all
     * @param progress is told of failures
     */
    ReplayingEnvironment(
            Environments environments,
            VectorOptions options,
            Long[] seeds,
            int retries,
            Progress progress,
            Patience patience) {
        this.environments = environments;
        this.options = options;
        this.seeds = seeds;
        this.retries = retries;
        this.progress = progress;
        this.patience = patience;
    }

    /**
     * Begins.
     *
     * @throws EnvironmentException if the environments failed too often
     */
    VectorEnvironment.Reset begin() {
        return outlast(() -> {
            current();
            return Objects.requireNonNull(begun);
        });
    }

    /**
     * Steps.
     *
     * @param actions one an environment; belongs to this from now on
     * @throws EnvironmentException if the environments failed too often
     * @throws LeewayException if they do not repeat what they did before a failure
     */
    VectorEnvironment.Step step(Value actions) {
        VectorEnvironment.Step step = outlast(() -> current().step(copy(actions)));
        played.add(new Played(actions, OutcomeDigest.of(step)));
        return step;
    }

    /** Returns what {@link VectorEnvironment#omittedInfos} does. */
    List<String> omittedInfos() {
        VectorEnvironment open = vector;
        return open == null ? List.of() : open.omittedInfos();
    }

    private <T> T outlast(Supplier<T> use) {
        while (true) {
            try {
                return use.get();
            } catch (EnvironmentException failure) {
                close();
                failures++;
                if (failures > retries) {
                    throw gaveUp(failure);
                }
                progress.say(place() + " failed (" + failure.getMessage() + "); playing its steps again, retry "
                        + failures + " of " + retries);
                if (failure.kind() != EnvironmentException.Kind.ENVIRONMENT_ERROR) {
                    patience.pauseAfter(failures);
                }
            }
        }
    }

    /** Returns environments that are where the play is. */
    private VectorEnvironment current() {
        VectorEnvironment open = vector;
        if (open == null) {
            open = environments.make(options);
            vector = open;
            catchUp(open);
        }
        return open;
    }

    private void catchUp(VectorEnvironment fresh) {
        VectorEnvironment.Reset first = fresh.reset(seeds.clone(), null, Map.of());
        if (begun == null) {
            begun = first;
            resetDigest = OutcomeDigest.of(first);
        } else if (OutcomeDigest.of(first) != resetDigest) {
            throw differs("its reset");
        }
        for (int i = 0; i < played.size(); i++) {
            Played step = played.get(i);
            if (OutcomeDigest.of(fresh.step(copy(step.actions()))) != step.outcome()) {
                throw differs("step " + (i + 1));
            }
        }
    }

    private static Value copy(Value actions) {
        return actions instanceof Value.Integers integers
                ? new Value.Integers(integers.values().clone())
                : new Value.Reals(actions.reals().clone());
    }

    private String place() {
        return environments.spec().id() + " (" + seeds.length + " streams) at step " + (played.size() + 1);
    }

    private LeewayException differs(String when) {
        return new LeewayException(environments.spec().id() + " failed after " + played.size()
                + " steps and was played again from its seeds, but " + when + " then ended otherwise than at first:"
                + " its results do not depend on seeds and"
                + " actions alone, so that the dataset"
                + " cannot be gone on with. Collect again,"
                + " or from an environment that repeats"
                + " itself");
    }

    private EnvironmentException gaveUp(EnvironmentException failure) {
        String text = String.valueOf(failure.getMessage());
        return new EnvironmentException(
                failure.kind(),
                place() + " failed with " + failure.kind().words() + " after " + retries
                        + " retries (dataset.retries; 'leeway dataset collect --set retries=N'): " + text
                        + (text.endsWith(".") ? " " : ". ")
                        + remedy(failure.kind()),
                failure);
    }

    private static String remedy(EnvironmentException.Kind kind) {
        return switch (kind) {
            case ENVIRONMENT_ERROR -> "The environment itself fails: its log may say why.";
            case TIMEOUT -> "Give it longer, or play in fewer streams at once (dataset.streams).";
            case LOST_SESSION ->
                "See that the server is up and reachable ('leeway env ping'), and whether its machine is"
                        + " short of memory.";
        };
    }

    /** Closes the environments; those that failed may fail to close, which says nothing new. */
    @Override
    public void close() {
        VectorEnvironment closed = vector;
        vector = null;
        if (closed != null) {
            try {
                closed.close();
            } catch (EnvironmentException alreadyLost) {
                // its steps are made again or were given up, with the reason told there
            }
        }
    }
}
