package io.leeway.cli.process;

import io.leeway.environment.wrapper.VectorWrapper;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Environments of which another thread sees how often they were made and stepped. */
final class WatchedEnvironments implements Environments {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Environments watched;
    private final AtomicInteger made;
    private final AtomicInteger steps;

    WatchedEnvironments(Environments watched) {
        this(watched, new AtomicInteger(), new AtomicInteger());
    }

    private WatchedEnvironments(Environments watched, AtomicInteger made, AtomicInteger steps) {
        this.watched = watched;
        this.made = made;
        this.steps = steps;
    }

    /** Returns how often vectors were made. */
    int made() {
        return made.get();
    }

    /** Waits until vectors were made so often, and stepped after that. */
    void awaitSteps(int vectors) throws InterruptedException {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (made.get() < vectors) {
            pause(end, "only " + made + " vectors were made, of " + vectors);
        }
        int before = steps.get();
        while (steps.get() == before) {
            pause(end, "nothing was stepped after " + vectors + " vectors were made");
        }
    }

    private static void pause(long end, String otherwise) throws InterruptedException {
        if (System.nanoTime() > end) {
            throw new AssertionError("In a minute " + otherwise);
        }
        Thread.sleep(2);
    }

    @Override
    public EnvironmentSpec spec() {
        return watched.spec();
    }

    /** {@inheritDoc} Counts for these. */
    @Override
    public List<Environments> places() {
        return watched.places().stream()
                .<Environments>map(place -> new WatchedEnvironments(place, made, steps))
                .toList();
    }

    @Override
    public boolean remote() {
        return watched.remote();
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        VectorEnvironment vector = watched.make(options);
        made.incrementAndGet();
        return new VectorWrapper(vector) {
            @Override
            protected Step stepOutcome(Step step) {
                steps.incrementAndGet();
                return step;
            }
        };
    }

    @Override
    public void close() {
        watched.close();
    }
}
