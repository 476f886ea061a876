package io.leeway.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space.Box;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Environments that do what their action says: add it to the observation, or misbehave in a way that
 * {@link PlaygroundEnvironment} lists.
 */
final class PlaygroundEnvironments implements Environments {
    static final String ID = "playground-v0";

    private final int size;
    /** Opens for those that hang. */
    final CountDownLatch release = new CountDownLatch(1);

    final AtomicInteger steps = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    final List<Thread> threads = new CopyOnWriteArrayList<>();

    PlaygroundEnvironments() {
        this(1);
    }

    PlaygroundEnvironments(int size) {
        this.size = size;
    }

    @Override
    public EnvironmentSpec spec() {
        return new EnvironmentSpec(
                ID,
                Box.of(size, -1e9, 1e9, ElementType.FLOAT64),
                Box.of(1, -1e9, 1e9, ElementType.FLOAT64),
                50,
                new EnvironmentSpec.ReferenceScores(1, 2),
                Map.of("gravity", "none"));
    }

    @Override
    public boolean canRender() {
        return true;
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        if (options.count() == 13) {
            throw new IllegalStateException("Thirteen cannot be made");
        }
        open.incrementAndGet();
        return new PlaygroundEnvironment(this, options, size);
    }

    @Override
    public Optional<DynamicsOracle> oracle() {
        return Optional.of((observations, actions, count, next, rewards, terminated) -> {
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < size; j++) {
                    next[i * size + j] = observations[i * size + j] + actions[i];
                }
                rewards[i] = 2 * actions[i];
                terminated[i] = actions[i] > 5;
            }
        });
    }

    /** Checks that no environments stay open: the thread of a session that its client closed closes them by itself. */
    void requireClosed() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (open.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(open.get()).as("environments left open").isZero();
    }
}
