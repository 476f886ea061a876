package io.leeway.environment.wrapper;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wrapper that truncates episodes after so many steps. What it wraps leaves resets to the caller: an environment that
 * resets by itself cannot be told of a limit that it does not know.
 */
public final class TimeLimit extends VectorWrapper {
    private final int limit;
    private final EnvironmentSpec spec;
    private final int[] elapsed;
    private final boolean[] over;

    /**
     * Limits episodes.
     *
     * @param limit in steps, at least 1
     * @throws IllegalArgumentException if the environments reset by themselves
     */
    public TimeLimit(VectorEnvironment wrapped, int limit) {
        super(wrapped);
        if (wrapped.autoreset() != AutoresetMode.DISABLED) {
            throw new IllegalArgumentException("A time limit wraps environments with autoreset DISABLED, but those of "
                    + wrapped.spec().id() + " have " + wrapped.autoreset());
        } else if (limit < 1) {
            throw new IllegalArgumentException("A time limit is at least one step, but was " + limit);
        }
        this.limit = limit;
        this.spec = Specs.withLimit(wrapped.spec(), limit);
        this.elapsed = new int[wrapped.count()];
        this.over = new boolean[wrapped.count()];
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    protected Reset resetOutcome(Reset reset, boolean @Nullable [] mask) {
        for (int i = 0; i < elapsed.length; i++) {
            if (mask == null || mask[i]) {
                elapsed[i] = 0;
                over[i] = false;
            }
        }
        return reset;
    }

    @Override
    protected Value actions(Value actions) {
        for (int i = 0; i < over.length; i++) {
            if (over[i]) {
                throw new IllegalStateException(
                        "The episode of environment " + i + " is over after " + limit + " steps: reset it first");
            }
        }
        return actions;
    }

    @Override
    protected Step stepOutcome(Step step) {
        boolean[] truncated = Arrays.copyOf(step.truncated(), elapsed.length);
        for (int i = 0; i < elapsed.length; i++) {
            over[i] = ++elapsed[i] >= limit;
            truncated[i] |= over[i];
        }
        return new Step(
                step.observations(),
                step.rewards(),
                step.terminated(),
                truncated,
                step.finalObservations(),
                step.infos(),
                step.finalInfos());
    }

    @Override
    public Optional<Snapshots> snapshots() {
        return Optional.empty();
    }
}
