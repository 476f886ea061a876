package io.leeway.experiment.sweep;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whether another process asked to stop, which is looked for once a second. */
final class StopRequest implements BooleanSupplier {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final SweepFolder folder;
    private volatile long looked = System.nanoTime();
    private volatile boolean asked;

    StopRequest(SweepFolder folder) {
        this.folder = folder;
    }

    @Override
    public boolean getAsBoolean() {
        long now = System.nanoTime();
        if (now - looked >= INTERVAL_NANOS) {
            looked = now;
            asked |= folder.stopIsAskedFor();
        }
        return asked;
    }
}
