package io.leeway.environment.evaluation;

import io.leeway.spi.agent.Policy;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.Value;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A play of all episodes of a pool, in one place or in several side by side. The policy acts on the caller's thread;
 * what is waited for is waited for on a thread a place, or here where there is one place.
 */
final class EpisodePlay implements AutoCloseable {
    /** A place without episodes plays those of others after this share of the time that the play has taken so far. */
    private static final double SPARE_AFTER = 0.1;

    /** After this share it plays those that yet others play too. */
    private static final double SPARE_AGAIN_AFTER = 0.5;

    private static final long SECONDS_TO_STOP = 60;

    private final EpisodePool pool;
    private final List<Place> places;
    private final PlayFailures failures;
    private final BlockingQueue<Place> arrived = new LinkedBlockingQueue<>();
    private final @Nullable ExecutorService threads;
    private final Executor executor;
    private final long began = System.nanoTime();

    EpisodePlay(EpisodePool pool, List<EpisodeGroup> groups, PlayFailures failures) {
        this.pool = pool;
        this.failures = failures;
        places = groups.stream().map(Place::new).toList();
        threads = groups.size() == 1 ? null : Executors.newFixedThreadPool(groups.size(), EpisodePlay::thread);
        executor = threads == null ? Runnable::run : threads;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "leeway-episodes");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Plays until all episodes were.
     *
     * @throws EnvironmentException if every place has failed more often than the quota allows
     */
    void run(Policy policy) {
        places.forEach(place -> place.await(null));
        while (!pool.isOver()) {
            Place place = next();
            if (place != null) {
                go(place, policy);
            }
            places.forEach(this::wake);
        }
    }

    /** Returns a place that something has come of, or null where it is time to look whether an idle one can help. */
    private @Nullable Place next() {
        boolean idle = places.stream().anyMatch(place -> place.idle);
        try {
            return idle ? arrived.poll(10, TimeUnit.MILLISECONDS) : arrived.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while episodes were played");
        }
    }

    private void go(Place place, Policy policy) {
        try {
            Value seen = place.seen();
            if (seen == null) {
                place.rest();
            } else {
                place.group.act(policy, seen);
                place.await(null);
            }
        } catch (EnvironmentException failure) {
            String names = place.group.names();
            place.group.giveUp();
            if (failures.mayGoOn(failure, names, place.group.restarts(), places.size())) {
                place.await(failure);
            }
        }
    }

    private void wake(Place place) {
        if (!place.idle || pool.isOver()) {
            return;
        }
        long now = System.nanoTime();
        double share = (now - place.since) / (double) (now - began);
        int most = share < SPARE_AGAIN_AFTER ? 1 : Integer.MAX_VALUE;
        if (pool.waits() || (share > SPARE_AFTER && place.group.takeSpare(most))) {
            place.await(null);
        }
    }

    /** Ends what is still played, which nobody needs any more, and closes the environments. */
    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
            awaitThreads(threads);
        }
        places.forEach(place -> place.group.close());
    }

    private static void awaitThreads(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A group of episodes, with what has come of waiting for it; handed from thread to thread by the queues. */
    private final class Place {
        private final EpisodeGroup group;
        private @Nullable Value seen;
        private @Nullable Throwable failure;
        private boolean idle;
        private long since;

        Place(EpisodeGroup group) {
            this.group = group;
        }

        /** Waits for what comes next, after a pause where it has failed. */
        void await(@Nullable EnvironmentException last) {
            idle = false;
            executor.execute(() -> {
                seen = null;
                failure = null;
                try {
                    if (last != null) {
                        group.close();
                        failures.pause(last, group.restarts());
                    }
                    seen = group.await();
                } catch (RuntimeException | Error thrown) {
                    failure = thrown;
                }
                arrived.add(this);
            });
        }

        /** Returns what the policy acts on, or null if there is nothing to play; throws what was thrown. */
        @Nullable
        Value seen() {
            if (failure instanceof RuntimeException thrown) {
                throw thrown;
            } else if (failure instanceof Error thrown) {
                throw thrown;
            }
            return seen;
        }

        void rest() {
            idle = true;
            since = System.nanoTime();
        }
    }
}
