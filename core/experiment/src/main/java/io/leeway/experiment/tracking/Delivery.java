package io.leeway.experiment.tracking;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Tracker;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The delivery to one tracker, by a thread of its own. What is told waits in a bounded queue; while the tracker fails,
 * or where the queue is full, it waits in a bounded file. Neither ever stops or holds up who tells.
 *
 * <p>What is in the queue is always older than what is in the file.
 */
final class Delivery {
    private final String name;
    private final Tracker tracker;
    private final Tracker.Run run;
    private final MomentClock moment;
    private final Clock clock;
    private final Spool spool;
    private final DeliveryLimits limits;
    private final Consumer<String> say;
    private final Thread thread;

    private final Deque<Told> queue = new ArrayDeque<>();
    private final List<Told> underWay = new ArrayList<>();
    private long queued;
    private int failures;
    private volatile long progressed = System.nanoTime();
    private boolean warned;
    private boolean recovered;
    private boolean abandoned;
    private Tracker.@Nullable Ending ending;

    /**
     * Begins the delivery.
     *
     * @param name what users call the tracker
     * @param file where what it does not take is kept; what is there of an earlier run is told first
     * @param say takes a line for the user, from any thread
     */
    Delivery(
            String name,
            Tracker tracker,
            Tracker.Run run,
            Path file,
            Clock clock,
            DeliveryLimits limits,
            Consumer<String> say) {
        this.name = name;
        this.tracker = tracker;
        this.clock = clock;
        this.limits = limits;
        this.say = say;
        moment = new MomentClock(clock.instant());
        this.run = new Tracker.Run(run.id(), run.name(), run.folder(), run.parameters(), run.seeds(), moment);
        spool = new Spool(file, limits.spoolBytes());
        thread = new Thread(this::work, "tracker " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Puts something in line, and returns at once. */
    synchronized void tell(Told told) {
        boolean waits = failures == 0 && spool.isEmpty() && queued + told.weight() <= limits.queueBytes();
        if (waits && !spool.isFull()) {
            queue.add(told);
            queued += told.weight();
        } else {
            spool.append(told);
        }
        if (spool.isFull()) {
            warn("has " + kept() + " No more of this run is told to it; the next run in this folder tells it again.");
        }
        notifyAll();
    }

    private String kept() {
        return spool.problem() == null
                ? "not taken so much that " + spool.file() + " is as long as it may become ("
                        + (limits.spoolBytes() >> 20) + " MiB)."
                : "not taken what cannot be kept in " + spool.file() + " either: " + spool.problem() + ".";
    }

    /** Says that nothing more comes, and returns at once. */
    synchronized void end(Tracker.Ending how) {
        if (ending == null) {
            ending = how;
            notifyAll();
        }
    }

    /**
     * Waits until the tracker has taken everything and is closed, but no longer than the limits say; what is left is in
     * the file then.
     *
     * @param ended when {@link #end} was called, in nanoseconds
     */
    void await(long ended) {
        try {
            join(ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean stuck = thread.isAlive();
        synchronized (this) {
            abandoned = true;
            setAside();
            if (!spool.isEmpty()) {
                say.accept("The tracker " + name + " has not taken everything" + (stuck ? " in time" : "")
                        + ": the rest is in " + spool.file() + ", and the next run in this folder tells it again.");
            }
        }
        thread.interrupt();
    }

    private void join(long ended) throws InterruptedException {
        while (thread.isAlive()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - ended);
            Duration left = grace().minus(waited);
            if (left.isNegative() || left.isZero()) {
                return;
            }
            thread.join(Math.max(1, Math.min(left.toMillis(), 20)));
        }
    }

    private synchronized Duration grace() {
        Duration silent = Duration.ofNanos(System.nanoTime() - progressed);
        return failures > 0 || silent.compareTo(limits.silence()) > 0 ? limits.failingGrace() : limits.grace();
    }

    private void work() {
        boolean begun = false;
        try {
            while (true) {
                Spool.@Nullable Batch batch = null;
                try {
                    batch = next();
                    if (!begun) {
                        moment.set(clock.instant());
                        tracker.begin(run);
                        begun = true;
                    }
                    if (!deliver(batch)) {
                        return;
                    }
                } catch (InterruptedException e) {
                    return;
                } catch (IOException | RuntimeException | LinkageError e) {
                    begun = false;
                    if (!failed(e)) {
                        return;
                    }
                }
            }
        } finally {
            close();
        }
    }

    /** Waits for something to tell; a batch of nothing is the end. */
    private synchronized Spool.Batch next() throws InterruptedException, IOException {
        while (queue.isEmpty() && spool.isEmpty() && ending == null) {
            wait();
        }
        long first = System.nanoTime();
        while (queue.size() < limits.together() && spool.isEmpty() && ending == null) {
            long left = limits.linger().toMillis() - (System.nanoTime() - first) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        progressed = System.nanoTime();
        if (queue.isEmpty()) {
            return spool.isEmpty() ? new Spool.Batch(List.of(), 0) : spool.peek(limits.together());
        }
        while (!queue.isEmpty() && underWay.size() < limits.together()) {
            underWay.add(queue.remove());
        }
        return new Spool.Batch(List.copyOf(underWay), 0);
    }

    /** Tells a batch, and returns whether there may be more. */
    private boolean deliver(Spool.Batch batch) throws IOException {
        for (Told told : batch.told()) {
            moment.set(told.at());
            told.to(tracker);
            progressed = System.nanoTime();
        }
        tracker.flush();
        Tracker.Ending how;
        synchronized (this) {
            if (abandoned) {
                return false;
            }
            if (batch.bytes() > 0) {
                spool.take(batch);
            }
            underWay.forEach(told -> queued -= told.weight());
            underWay.clear();
            progressed = System.nanoTime();
            if (failures > 0 && warned && !recovered) {
                recovered = true;
                say.accept("The tracker " + name + " takes records again.");
            }
            failures = 0;
            how = ending != null && queue.isEmpty() && spool.isEmpty() ? ending : null;
        }
        if (how != null) {
            moment.set(clock.instant());
            tracker.end(how);
            tracker.flush();
        }
        return how == null;
    }

    /** Sets aside what was to be told, waits, and returns whether to try again. */
    private boolean failed(Throwable failure) {
        synchronized (this) {
            if (abandoned) {
                return false;
            }
            failures++;
            setAside();
            warn("fails: " + text(failure) + " The run goes on; what it does not take is kept in " + spool.file()
                    + " and told again later.");
            Duration pause = limits.firstPause().multipliedBy(1L << Math.min(failures - 1, 20));
            long until = System.nanoTime()
                    + (pause.compareTo(limits.longestPause()) > 0 ? limits.longestPause() : pause).toNanos();
            boolean already = ending != null;
            try {
                while (ending == null && until - System.nanoTime() > 0) {
                    wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
                }
            } catch (InterruptedException e) {
                return false;
            }
            return !already;
        }
    }

    private static String text(Throwable failure) {
        String text = failure instanceof LeewayException
                ? String.valueOf(failure.getMessage())
                : failure instanceof IOException problem ? FileProblem.text(problem) : String.valueOf(failure);
        return text.endsWith(".") ? text : text + ".";
    }

    /** Moves the queue, and what was under way, to the beginning of the file. */
    private synchronized void setAside() {
        List<Told> all = new ArrayList<>(underWay);
        all.addAll(queue);
        spool.prepend(all);
        underWay.clear();
        queue.clear();
        queued = 0;
    }

    private void warn(String text) {
        if (!warned) {
            warned = true;
            say.accept("Warning: the tracker " + name + " " + text);
        }
    }

    private void close() {
        try {
            tracker.close();
        } catch (RuntimeException | LinkageError e) {
            synchronized (this) {
                warn("could not be closed: " + text(e));
            }
        }
    }
}
