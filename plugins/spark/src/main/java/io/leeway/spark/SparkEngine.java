package io.leeway.spark;

import io.leeway.spark.protocol.Line;
import io.leeway.spark.protocol.Line.Word;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.engine.Engine;
import io.leeway.spi.engine.StageTask;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The engine on Apache Spark: each stage is a job of one task. Spark tries a task again that was lost with an executor
 * or a worker; a driver that ended is started again, and is asked anew for what was under way.
 */
public final class SparkEngine implements Engine {
    private static final long POLL_MILLIS = 250;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final SparkConfig config;
    private final Progress progress;
    private final SparkHome home;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, StageTask> running = new ConcurrentHashMap<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean warned = new AtomicBoolean();
    private @Nullable DriverProcess driver;
    private int started;
    private boolean closed;

    /**
     * Starts a driver.
     *
     * @throws LeewayException if Spark is not there, or its master does not answer
     */
    @Inject
    public SparkEngine(SparkConfig config, Progress progress) {
        this.config = config;
        this.progress = progress;
        home = SparkHome.find(config, System.getenv());
        driver();
    }

    @Override
    public int slots() {
        return config.stages();
    }

    @Override
    public void make(StageTask task) {
        Line answer = null;
        while (answer == null) {
            answer = ask(driver(), task);
        }
        if (answer.word() == Word.FAILED) {
            throw new LeewayException(answer.text());
        } else if (answer.word() == Word.LOST) {
            throw new LeewayException("Spark has given up the " + task.title() + ": " + answer.text()
                    + " What it made until its last checkpoint is kept; the same command goes on from there.");
        }
    }

    /** Returns the answer of a driver, or null if the driver has ended. */
    private @Nullable Line ask(DriverProcess asked, StageTask task) {
        long number = numbers.incrementAndGet();
        running.put(number, task);
        try {
            return await(asked.make(number, task.configuration()), Long.MAX_VALUE);
        } catch (CancellationException stopped) {
            asked.cancel(number);
            throw stopped;
        } catch (DriverProcess.Ended ended) {
            return null;
        } finally {
            running.remove(number);
        }
    }

    /** Waits, and ends where the user asks to stop. */
    private Line await(CompletableFuture<Line> answer, long limitNanos) {
        long since = System.nanoTime();
        while (true) {
            try {
                return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                progress.check();
                long waited = System.nanoTime() - since;
                if (waited > limitNanos) {
                    throw new LeewayException("Spark's driver has no application on " + config.master() + " after "
                            + config.patience().toSeconds() + " s ('patience').");
                }
                warn(waited);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted while Spark made a stage");
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof DriverProcess.Ended ended) {
                    throw ended;
                }
                throw new IllegalStateException(failure.getCause());
            }
        }
    }

    private void warn(long waited) {
        if (waited > IDLE_NANOS && !begun.get() && !running.isEmpty() && warned.compareAndSet(false, true)) {
            progress.say("Warning: Spark has begun no stage after " + TimeUnit.NANOSECONDS.toSeconds(waited)
                    + " s: has the cluster workers, with as much memory and as many cores as an executor wants"
                    + " (spark.executor.memory, spark.executor.cores)?");
        }
    }

    private void listen(Line line) {
        begun.set(true);
        StageTask task = running.get(line.number());
        String[] attemptAndHost = line.text().split(" ", 2);
        if (task != null) {
            boolean first = attemptAndHost[0].equals("0");
            progress.say((first ? "Spark makes the " : "Spark tries again to make the ") + task.title() + " on "
                    + attemptAndHost[1]);
        }
    }

    /** Returns a driver that serves: the one there is, or another in its place. */
    private synchronized DriverProcess driver() {
        progress.check();
        if (closed) {
            throw new IllegalStateException("The engine is closed");
        }
        DriverProcess before = driver;
        if (before != null && before.alive()) {
            return before;
        }
        if (before != null) {
            if (started > config.restarts()) {
                throw new LeewayException("Spark's driver has ended " + started + " times. " + before.lastWords()
                        + "\nWhat was made is kept; the same command goes on from there.");
            }
            progress.say("Warning: Spark's driver has ended; starting another. " + before.lastWords());
        }
        progress.say("Starting Spark on " + config.master());
        SparkMaster.check(config.master());
        DriverProcess next = DriverProcess.start(
                SubmitCommand.line(
                        config, home, System.getenv(), Runtime.getRuntime().availableProcessors()),
                home.spark(),
                this::listen);
        started++;
        driver = next;
        try {
            await(next.ready(), config.patience().toNanos());
            return next;
        } catch (DriverProcess.Ended ended) {
            throw new LeewayException("Spark's driver could not begin on " + config.master() + ". " + next.lastWords());
        } catch (RuntimeException failure) {
            next.close();
            throw failure;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (driver != null) {
            driver.close();
            driver.deleteLog();
            driver = null;
        }
    }
}
