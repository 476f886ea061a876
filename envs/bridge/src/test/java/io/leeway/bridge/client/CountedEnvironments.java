package io.leeway.bridge.client;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Environments that count what is done with them, and fail or stall at the step that a test names. */
final class CountedEnvironments implements Environments {
    final AtomicLong steps = new AtomicLong();
    final AtomicLong resets = new AtomicLong();
    volatile long failAt = -1;
    volatile long stallAt = -1;
    volatile CountDownLatch stall = new CountDownLatch(0);
    private final Environments counted;
    private final Map<String, String> settings;

    CountedEnvironments(Environments counted) {
        this(counted, Map.of());
    }

    /** Adds to the settings of the specification. */
    CountedEnvironments(Environments counted, Map<String, String> settings) {
        this.counted = counted;
        this.settings = settings;
    }

    @Override
    public EnvironmentSpec spec() {
        EnvironmentSpec spec = counted.spec();
        Map<String, String> all = new HashMap<>(spec.settings());
        all.putAll(settings);
        return new EnvironmentSpec(
                spec.id(),
                spec.observationSpace(),
                spec.actionSpace(),
                spec.maximumEpisodeSteps(),
                spec.referenceScores(),
                all);
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        VectorEnvironment made = counted.make(options);
        return new VectorEnvironment() {
            @Override
            public int count() {
                return made.count();
            }

            @Override
            public EnvironmentSpec spec() {
                return CountedEnvironments.this.spec();
            }

            @Override
            public AutoresetMode autoreset() {
                return made.autoreset();
            }

            @Override
            public Reset reset(
                    @Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
                resets.incrementAndGet();
                return made.reset(seeds, mask, options);
            }

            @Override
            public Step step(Value actions) {
                long at = steps.incrementAndGet();
                if (at == failAt) {
                    throw new EnvironmentException(Kind.ENVIRONMENT_ERROR, "The walker fell off the world");
                }
                if (at == stallAt) {
                    waitFor(stall);
                }
                return made.step(actions);
            }
        };
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
