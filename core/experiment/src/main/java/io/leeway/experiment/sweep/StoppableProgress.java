package io.leeway.experiment.sweep;

import io.leeway.spi.Progress;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** A progress that ends work once another process asked to stop, which it looks for once a second. */
final class StoppableProgress implements Progress {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final Progress shown;
    private final BooleanSupplier asked;
    private volatile long looked = System.nanoTime();
    private volatile boolean stopped;

    StoppableProgress(Progress shown, BooleanSupplier asked) {
        this.shown = shown;
        this.asked = asked;
    }

    @Override
    public Task begin(String title, long total, String unit) {
        check();
        Task task = shown.begin(title, total, unit);
        return new Task() {
            @Override
            public void advance(long amount, String detail) {
                check();
                task.advance(amount, detail);
            }

            @Override
            public void close() {
                task.close();
            }
        };
    }

    @Override
    public void say(String line) {
        shown.say(line);
    }

    private void check() {
        long now = System.nanoTime();
        if (now - looked >= INTERVAL_NANOS) {
            looked = now;
            stopped |= asked.getAsBoolean();
        }
        if (stopped) {
            throw new CancellationException("Somebody asked to stop the sweep");
        }
    }
}
