package io.leeway.experiment.run;

import io.leeway.spi.LeewayException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The order of tasks: they are done as they are given, as many at once as it is told, each once its inputs are done.
 * Where one fails, those that need it are left out and the rest go on.
 *
 * <p>Tensors are computed by one pool of threads a process, whose size is the machine's, however many tasks run: what
 * they compute does not depend on their number, and they do not crowd each other out.
 */
public final class Schedule {
    private final int jobs;

    /**
     * Does tasks in threads of its own.
     *
     * @param jobs how many at once
     */
    public Schedule(int jobs) {
        if (jobs < 1) {
            throw new IllegalArgumentException("At least one job must run at once, but was asked for " + jobs);
        }
        this.jobs = jobs;
    }

    /** A listener to the tasks, called by one thread at a time. */
    public interface Listener {
        /** Takes the beginning of a task. */
        default void started(Task task) {}

        /** Takes the end of a task. */
        default void finished(Task task) {}

        /** Takes the failure of a task. */
        default void failed(Task task, Throwable failure) {}

        /** Takes what is left out, since another that it needs failed. */
        default void skipped(Task task, Task cause) {}
    }

    /**
     * Does all tasks.
     *
     * @throws CancellationException if a task was cancelled: no other is begun, and those that run are awaited
     */
    public void run(Collection<Task> tasks, Listener listener) {
        new Work(tasks, listener).run();
    }

    /** The end of a task, with why it failed. */
    private record End(Task task, @Nullable Throwable failure) {}

    private static @Nullable Throwable attempt(Task task) {
        try {
            task.work().run();
            return null;
        } catch (Throwable failure) {
            return failure; // of whatever kind: the others go on
        }
    }

    private final class Work {
        private final Map<String, Integer> order = new HashMap<>();
        private final Map<String, Task> open = new LinkedHashMap<>();
        private final Map<String, Integer> missing = new HashMap<>();
        private final Map<String, List<Task>> users = new HashMap<>();
        private final TreeMap<Integer, Task> ready = new TreeMap<>();
        private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
        private int running;
        private final Listener listener;

        Work(Collection<Task> tasks, Listener listener) {
            this.listener = listener;
            tasks.forEach(task -> open.putIfAbsent(task.id(), task));
            open.values().forEach(task -> order.put(task.id(), order.size()));
            for (Task task : open.values()) {
                List<String> inputs = task.inputs().stream()
                        .filter(open::containsKey)
                        .distinct()
                        .toList();
                missing.put(task.id(), inputs.size());
                inputs.forEach(input ->
                        users.computeIfAbsent(input, any -> new ArrayList<>()).add(task));
                if (inputs.isEmpty()) {
                    ready.put(rank(task), task);
                }
            }
        }

        private int rank(Task task) {
            return Objects.requireNonNull(order.get(task.id()));
        }

        void run() {
            ExecutorService threads = Executors.newFixedThreadPool(jobs, work -> {
                Thread thread = new Thread(work, "leeway-job");
                thread.setDaemon(true);
                return thread;
            });
            try {
                boolean cancelled = false;
                while (running > 0 || (!ready.isEmpty() && !cancelled)) {
                    while (!cancelled && running < jobs && !ready.isEmpty()) {
                        start(ready.pollFirstEntry().getValue(), threads);
                    }
                    cancelled |= end(ends.take());
                }
                if (cancelled) {
                    throw new CancellationException("The user asked to stop");
                }
                if (!open.isEmpty()) {
                    throw new IllegalStateException("Tasks need each other: " + open.keySet());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted while jobs ran");
            } finally {
                threads.shutdownNow();
            }
        }

        private void start(Task task, Executor threads) {
            listener.started(task);
            running++;
            threads.execute(() -> ends.add(new End(task, attempt(task))));
        }

        /** Returns whether the task was cancelled. */
        private boolean end(End end) {
            Task task = end.task();
            running--;
            open.remove(task.id());
            if (end.failure() instanceof CancellationException) {
                return true;
            }
            if (end.failure() != null) {
                listener.failed(task, explained(end.failure()));
                skipUsers(task);
                return false;
            }
            listener.finished(task);
            for (Task user : users.getOrDefault(task.id(), List.of())) {
                if (missing.merge(user.id(), -1, Integer::sum) == 0 && open.containsKey(user.id())) {
                    ready.put(rank(user), user);
                }
            }
            return false;
        }

        private void skipUsers(Task failed) {
            Deque<Task> left = new ArrayDeque<>(users.getOrDefault(failed.id(), List.of()));
            while (!left.isEmpty()) {
                Task task = left.removeFirst();
                if (open.remove(task.id()) != null) {
                    listener.skipped(task, failed);
                    left.addAll(users.getOrDefault(task.id(), List.of()));
                }
            }
        }

        private Throwable explained(Throwable cause) {
            return cause instanceof OutOfMemoryError
                    ? new LeewayException(
                            "Java ran out of memory (" + cause.getMessage() + ") while " + jobs
                                    + (jobs == 1 ? " job" : " jobs")
                                    + " ran at once: allow fewer with --jobs, or more memory with"
                                    + " LEEWAY_JAVA_OPTS=-Xmx…",
                            cause)
                    : cause;
        }
    }
}
