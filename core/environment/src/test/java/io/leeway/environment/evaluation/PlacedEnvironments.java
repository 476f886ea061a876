package io.leeway.environment.evaluation;

import io.leeway.environment.wrapper.VectorWrapper;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Walks on a line that can be made in several places.
 *
 * @param all the places
 */
record PlacedEnvironments(List<Place> all) implements Environments {
    @Override
    public EnvironmentSpec spec() {
        return all.get(0).spec();
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        throw new AssertionError("Made in no place");
    }

    @Override
    public List<Environments> places() {
        return List.copyOf(all);
    }

    /** One place, which may be slow, fail, hang, die or be refused. */
    static final class Place implements Environments {
        private static final int NEVER = Integer.MAX_VALUE;

        private final LineEnvironments line = new LineEnvironments();
        private final String name;
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger resets = new AtomicInteger();
        private final AtomicInteger steps = new AtomicInteger();
        private RandomSource random = RandomSource.of(0);
        private double failures;
        private int pause;
        private int death = NEVER;
        private int hanging = NEVER;
        private boolean refused;

        Place(String name) {
            this.name = name;
        }

        Place failOften(double share, long seed) {
            failures = share;
            random = RandomSource.of(seed);
            return this;
        }

        Place slow(int milliseconds) {
            pause = milliseconds;
            return this;
        }

        Place dieAtStep(int step) {
            death = step;
            return this;
        }

        Place hangAtStep(int step) {
            hanging = step;
            return this;
        }

        Place refuse() {
            refused = true;
            return this;
        }

        int open() {
            return open.get();
        }

        /** Returns how many episodes were begun. */
        int resets() {
            return resets.get();
        }

        @Override
        public EnvironmentSpec spec() {
            return line.spec();
        }

        @Override
        public VectorEnvironment make(VectorOptions options) {
            if (refused) {
                throw new LeewayException(name + " is another environment");
            }
            work();
            open.incrementAndGet();
            return new Placed(line.make(options));
        }

        private void work() {
            if (steps.get() >= death) {
                throw new EnvironmentException(Kind.LOST_SESSION, name + " is dead");
            } else if (random.nextDouble() < failures) {
                throw new EnvironmentException(Kind.TIMEOUT, name + " failed");
            }
            try {
                Thread.sleep(steps.get() >= hanging ? Integer.MAX_VALUE : pause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted");
            }
        }

        private final class Placed extends VectorWrapper {
            Placed(VectorEnvironment made) {
                super(made);
            }

            @Override
            public Reset reset(
                    @Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
                work();
                boolean[] all = new boolean[count()];
                Arrays.fill(all, true);
                for (boolean each : mask == null ? all : mask) {
                    resets.addAndGet(each ? 1 : 0);
                }
                return super.reset(seeds, mask, options);
            }

            @Override
            protected Step stepOutcome(Step step) {
                steps.incrementAndGet();
                work();
                return step;
            }

            @Override
            public void close() {
                open.decrementAndGet();
                super.close();
            }
        }
    }
}
