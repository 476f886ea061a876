package io.leeway.datasets.hdf5.input;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Workers on blocks, as many as there are processors, all of which have ended when the work returns: none reads of a
 * file that was closed or replaced meanwhile.
 */
final class BlockWorkers {
    private final Iterator<ArrayBytes.Rows> blocks;
    private final Consumer<ArrayBytes.Rows> work;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private BlockWorkers(Iterator<ArrayBytes.Rows> blocks, Consumer<ArrayBytes.Rows> work) {
        this.blocks = blocks;
        this.work = work;
    }

    /** Does the work for each block; throws what one of them threw first. */
    static void forEach(Iterator<ArrayBytes.Rows> blocks, Consumer<ArrayBytes.Rows> work) {
        new BlockWorkers(blocks, work).run(Runtime.getRuntime().availableProcessors());
    }

    private void run(int count) {
        Thread[] others = new Thread[count - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = new Thread(this::work, "reading-" + (i + 1));
            others[i].setDaemon(true);
            others[i].setUncaughtExceptionHandler((thread, thrown) -> failure.compareAndSet(null, thrown));
            others[i].start();
        }
        try {
            work();
        } finally {
            for (Thread other : others) {
                await(other);
            }
        }
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static void await(Thread thread) {
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

    private void work() {
        try {
            for (ArrayBytes.Rows block = next(); block != null; block = next()) {
                work.accept(block);
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private synchronized ArrayBytes.@Nullable Rows next() {
        return failure.get() == null && blocks.hasNext() ? blocks.next() : null;
    }
}
