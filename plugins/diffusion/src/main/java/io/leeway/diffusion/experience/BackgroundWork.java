package io.leeway.diffusion.experience;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One piece of work in a thread of its own.
 *
 * @param <T> its result
 */
final class BackgroundWork<T> implements AutoCloseable {
    private final FutureTask<T> task;
    private final Thread thread;
    private final long begun = System.nanoTime();
    private volatile long ended;
    private volatile boolean unwanted;

    private BackgroundWork(String name, Function<BooleanSupplier, T> work) {
        task = new FutureTask<>(() -> {
            try {
                return work.apply(() -> unwanted);
            } finally {
                ended = System.nanoTime();
            }
        });
        thread = new Thread(task, name);
        thread.setDaemon(true);
    }

    /**
     * Begins.
     *
     * @param name the thread's
     * @param work is told whether it is no longer wanted
     */
    static <T> BackgroundWork<T> begin(String name, Function<BooleanSupplier, T> work) {
        BackgroundWork<T> begun = new BackgroundWork<>(name, work);
        begun.thread.start();
        return begun;
    }

    /**
     * Waits for the result.
     *
     * @throws RuntimeException as the work threw it, and so with any {@link Error}
     */
    T await() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while " + thread.getName() + " was waited for");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error fatal) {
                throw fatal;
            }
            throw cause instanceof RuntimeException thrown ? thrown : new IllegalStateException(cause);
        }
    }

    /** Returns how many seconds the finished work took before a moment on the clock of {@link System#nanoTime}. */
    double secondsUntil(long nanos) {
        return (Math.min(ended, nanos) - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** Says that it is no longer wanted, and waits until it has ended. */
    @Override
    public void close() {
        unwanted = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
