package io.leeway.experiment.run;

import io.leeway.spi.Progress;
import io.leeway.spi.agent.Task;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Progress that ends work at its next report once the user has asked to stop. */
public final class CancellableProgress implements Progress {
    private final Progress progress;
    private final BooleanSupplier cancelled;

    /** Wraps what shows the progress. */
    public CancellableProgress(Progress progress, BooleanSupplier cancelled) {
        this.progress = progress;
        this.cancelled = cancelled;
    }

    @Override
    public Task begin(String title, long total, String unit) {
        check();
        Task task = progress.begin(title, total, unit);
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
        progress.say(line);
    }

    @Override
    public void check() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("The user asked to stop");
        }
        progress.check();
    }
}
