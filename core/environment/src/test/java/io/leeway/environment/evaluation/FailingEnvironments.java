package io.leeway.environment.evaluation;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Walks on a line in another process, so to say: some of what is asked of it fails, by the number of the call. */
final class FailingEnvironments implements Environments {
    private final LineEnvironments line = new LineEnvironments();
    private final Map<Integer, Kind> failures;
    private final boolean remote;
    private final Map<Integer, Integer> failed = new HashMap<>();
    private int calls;
    private int open;
    private int inFlight;
    private int mostInFlight;

    /**
     * Fails at given calls.
     *
     * @param failures by the number of the call to make, reset or take a step, from 1; {@code ENVIRONMENT_ERROR} at a
     *     step is an observation that is not a number
     */
    FailingEnvironments(boolean remote, Map<Integer, Kind> failures) {
        this.remote = remote;
        this.failures = failures;
    }

    /** Returns how many calls failed, by call. */
    int failures() {
        return failed.size();
    }

    int calls() {
        return calls;
    }

    /** Returns how many vectors are not closed. */
    int open() {
        return open;
    }

    /** Returns how many vectors were being stepped at the same time. */
    int mostInFlight() {
        return mostInFlight;
    }

    @Override
    public EnvironmentSpec spec() {
        return line.spec();
    }

    @Override
    public boolean remote() {
        return remote;
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        if (!options.infos().isEmpty()) {
            throw new AssertionError("No infos are needed, but " + options.infos() + " were asked for");
        }
        failIfDue();
        open++;
        return new Failing(line.make(options));
    }

    private void failIfDue() {
        Kind kind = due();
        if (kind != null) {
            throw new EnvironmentException(kind, "call " + calls + " failed");
        }
    }

    private @Nullable Kind due() {
        calls++;
        Kind kind = failures.get(calls);
        if (kind != null) {
            failed.put(calls, 1);
        }
        return kind;
    }

    private final class Failing implements VectorEnvironment {
        private final VectorEnvironment walk;
        private boolean broken;

        Failing(VectorEnvironment walk) {
            this.walk = walk;
        }

        @Override
        public int count() {
            return walk.count();
        }

        @Override
        public EnvironmentSpec spec() {
            return walk.spec();
        }

        @Override
        public AutoresetMode autoreset() {
            return walk.autoreset();
        }

        @Override
        public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
            use();
            failIfDue();
            broken = false;
            return walk.reset(seeds, mask, options);
        }

        @Override
        public Step step(Value actions) {
            return stepAsync(actions).get();
        }

        @Override
        public Supplier<Step> stepAsync(Value actions) {
            use();
            broken = true;
            mostInFlight = Math.max(mostInFlight, ++inFlight);
            return () -> {
                inFlight--;
                Kind kind = due();
                broken = kind == Kind.TIMEOUT || kind == Kind.LOST_SESSION;
                if (kind == Kind.ENVIRONMENT_ERROR) {
                    Step step = walk.step(actions);
                    step.observations().reals()[calls % count()] = Double.NaN;
                    return step;
                } else if (kind != null) {
                    throw new EnvironmentException(kind, "call " + calls + " failed");
                }
                return walk.step(actions);
            };
        }

        /** One that failed, or whose outcome is awaited, must not be used. */
        private void use() {
            if (broken) {
                throw new AssertionError("An environment is used after it failed");
            }
        }

        @Override
        public void close() {
            open--;
            if (broken) {
                throw new EnvironmentException(Kind.LOST_SESSION, "cannot say goodbye");
            }
        }
    }
}
