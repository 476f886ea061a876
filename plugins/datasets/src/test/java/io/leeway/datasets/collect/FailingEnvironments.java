package io.leeway.datasets.collect;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Environments of which some of what is asked fails, by the number of the call to make, reset or step, from 1. */
final class FailingEnvironments implements Environments {
    private final Environments sound;
    private final IntFunction<@Nullable Kind> failures;
    private int calls;
    private int open;
    private int failed;

    FailingEnvironments(Environments sound, IntFunction<@Nullable Kind> failures) {
        this.sound = sound;
        this.failures = failures;
    }

    int calls() {
        return calls;
    }

    /** Returns how many vectors are not closed. */
    int open() {
        return open;
    }

    /** Returns how many calls failed. */
    int failed() {
        return failed;
    }

    @Override
    public EnvironmentSpec spec() {
        return sound.spec();
    }

    private void failIfDue() {
        Kind kind = failures.apply(++calls);
        if (kind != null) {
            failed++;
            throw new EnvironmentException(kind, "call " + calls + " failed");
        }
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        failIfDue();
        open++;
        return new Failing(sound.make(options));
    }

    private final class Failing implements VectorEnvironment {
        private final VectorEnvironment vector;
        private boolean broken;

        Failing(VectorEnvironment vector) {
            this.vector = vector;
        }

        @Override
        public int count() {
            return vector.count();
        }

        @Override
        public EnvironmentSpec spec() {
            return vector.spec();
        }

        @Override
        public AutoresetMode autoreset() {
            return vector.autoreset();
        }

        @Override
        public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
            use();
            return vector.reset(seeds, mask, options);
        }

        /** Fails after the step was made, as where the answer is lost. */
        @Override
        public Step step(Value actions) {
            Step step = vector.step(actions);
            use();
            return step;
        }

        private void use() {
            if (broken) {
                throw new AssertionError("An environment is used after it failed");
            }
            broken = true;
            failIfDue();
            broken = false;
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
