package io.leeway.bridge.server.environment;

import io.leeway.proto.env.v1.Failure;
import io.leeway.proto.env.v1.FailureKind;
import io.leeway.spi.environment.VectorEnvironment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A vector of environments, and the one thread that makes, steps and closes it. Safe for several threads.
 *
 * <p>Work is done in the order in which it was submitted. Work that takes too long fails, its thread is abandoned, and
 * a new thread goes on with new environments, which have to be reset.
 */
public final class EnvironmentThread {
    private static final Logger log = LoggerFactory.getLogger(EnvironmentThread.class);
    /** Making may load a simulator, which takes longer than stepping it. */
    private static final Duration LEAST_TIME_TO_MAKE = Duration.ofSeconds(30);

    private final String name;
    private final Supplier<VectorEnvironment> maker;
    private final Duration timeout;
    private final AbandonedThreads abandoned;
    private final Consumer<Failure> lost;
    private final ArrayDeque<Work<?>> waiting = new ArrayDeque<>();
    private @Nullable Turn turn;
    private boolean closed;

    /**
     * A piece of work on the environments.
     *
     * @param action does it, on their thread
     * @param done takes the result
     * @param failed takes what was thrown instead, or that time ran out or the environments are no more
     */
    public record Work<R>(Function<VectorEnvironment, R> action, Consumer<R> done, Consumer<Failure> failed) {
        /** Does it; returns what is to be said of it, unless somebody else has. */
        Runnable perform(VectorEnvironment environment) {
            try {
                R result = action.apply(environment);
                return () -> done.accept(result);
            } catch (Throwable thrown) {
                Failure failure = Failures.of(thrown);
                if (failure.getKind() == FailureKind.FAILURE_KIND_ENVIRONMENT_ERROR) {
                    log.atWarn().setCause(thrown).log("An environment failed");
                }
                return () -> failed.accept(failure);
            }
        }
    }

    /**
     * Creates what {@link #start} starts.
     *
     * @param maker makes the environments
     * @param timeout how long one piece of work may take
     * @param lost told when there are no environments any more
     */
    public EnvironmentThread(
            String name,
            Supplier<VectorEnvironment> maker,
            Duration timeout,
            AbandonedThreads abandoned,
            Consumer<Failure> lost) {
        this.name = name;
        this.maker = maker;
        this.timeout = timeout;
        this.abandoned = abandoned;
        this.lost = lost;
    }

    /** Begins to make the environments. */
    public void start() {
        Turn next = new Turn();
        synchronized (this) {
            turn = next;
        }
        try {
            next.thread.start();
        } catch (OutOfMemoryError noThread) {
            synchronized (this) {
                turn = null;
            }
            lose(Failures.of(noThread));
        }
    }

    /** Has something done, after all that was submitted before. */
    public void submit(Work<?> work) {
        synchronized (this) {
            if (!closed) {
                waiting.add(work);
                notifyAll();
                return;
            }
        }
        work.failed().accept(gone());
    }

    /** Returns how much is waiting or under way. */
    public synchronized int pending() {
        return waiting.size() + (turn == null || turn.current == null ? 0 : 1);
    }

    /** Looks whether the work under way takes too long. */
    public void check(long now) {
        Work<?> hung;
        Turn old;
        boolean over;
        synchronized (this) {
            old = turn;
            if (old == null || old.since == 0 || now - old.since < old.allowance()) {
                return;
            }
            hung = old.current;
            old.stop();
            turn = null;
            abandoned.add();
            over = closed || old.environment == null || abandoned.full();
        }
        old.thread.interrupt();
        String where = "The environment did not answer within " + Seconds.of(old.allowance());
        log.atError().addKeyValue("thread", old.thread.getName()).log(where + ": its thread is abandoned");
        if (hung != null) {
            String next = over
                    ? "; it is not made again: " + abandoned.explanation()
                    : "; it was made again: reset all to go on";
            hung.failed().accept(Failures.of(FailureKind.FAILURE_KIND_TIMEOUT, where + next));
        }
        if (over) {
            lose(Failures.of(FailureKind.FAILURE_KIND_TIMEOUT, where));
        } else {
            start();
        }
    }

    /** Lets the environments go once the work under way is done; work that waits fails. */
    public void close() {
        close(gone());
    }

    private void close(Failure why) {
        List<Work<?>> left;
        synchronized (this) {
            closed = true;
            left = new ArrayList<>(waiting);
            waiting.clear();
            notifyAll();
        }
        left.forEach(work -> work.failed().accept(why));
    }

    /** Waits until the environments are closed; returns whether they are. */
    public boolean awaitClosed(Duration patience) throws InterruptedException {
        Thread thread;
        synchronized (this) {
            thread = turn == null ? null : turn.thread;
        }
        if (thread == null) {
            return true;
        }
        thread.join(Math.max(1, patience.toMillis()));
        return !thread.isAlive();
    }

    private void lose(Failure why) {
        close(why);
        lost.accept(why);
    }

    private static Failure gone() {
        return Failures.of(FailureKind.FAILURE_KIND_SESSION_LOST, "The session has ended: make a new one");
    }

    /** One thread's turn with one vector of environments. */
    private final class Turn implements Runnable {
        private final Thread thread = new Thread(this, name);
        private @Nullable VectorEnvironment environment;
        private @Nullable Work<?> current;
        /** Since when something has been under way; 0: nothing is. */
        private long since = Clock.now();

        private boolean stopped;

        Turn() {
            thread.setDaemon(true);
        }

        long allowance() {
            return environment == null ? Math.max(timeout.toNanos(), LEAST_TIME_TO_MAKE.toNanos()) : timeout.toNanos();
        }

        void stop() {
            stopped = true;
            since = 0;
        }

        @Override
        public void run() {
            VectorEnvironment made = null;
            try {
                made = maker.get();
                if (begin(made)) {
                    work(made);
                }
            } catch (Throwable thrown) {
                if (!isStopped()) {
                    log.atWarn().setCause(thrown).log("Environments could not be made");
                    lose(Failures.of(thrown));
                }
            } finally {
                close(made);
                if (isStopped()) {
                    abandoned.remove();
                }
            }
        }

        private void work(VectorEnvironment made) throws InterruptedException {
            for (Work<?> next = take(); next != null; next = take()) {
                Runnable outcome = next.perform(made);
                if (!finish()) {
                    return;
                }
                tell(outcome);
            }
        }

        /** Says how work ended; a client that cannot be told must not cost the others their environments. */
        private void tell(Runnable outcome) {
            try {
                outcome.run();
            } catch (RuntimeException gone) {
                log.atWarn().setCause(gone).log("An outcome could not be said");
            }
        }

        private boolean begin(VectorEnvironment made) {
            synchronized (EnvironmentThread.this) {
                environment = made;
                since = 0;
                return !stopped;
            }
        }

        private @Nullable Work<?> take() throws InterruptedException {
            synchronized (EnvironmentThread.this) {
                if (!stopped && Thread.interrupted()) {
                    log.atDebug().log("An environment interrupted its own thread");
                }
                while (waiting.isEmpty() && !closed) {
                    EnvironmentThread.this.wait();
                }
                current = waiting.pollFirst();
                since = current == null ? 0 : Clock.now();
                return current;
            }
        }

        private boolean finish() {
            synchronized (EnvironmentThread.this) {
                current = null;
                since = 0;
                return !stopped;
            }
        }

        private boolean isStopped() {
            synchronized (EnvironmentThread.this) {
                return stopped;
            }
        }

        private void close(@Nullable VectorEnvironment made) {
            try {
                if (made != null) {
                    made.close();
                }
            } catch (RuntimeException thrown) {
                log.atWarn().setCause(thrown).log("Environments could not be closed");
            }
        }
    }
}
