package io.leeway.experiment.activity;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whether somebody asked to stop what is done in a folder, which is looked for once a second. */
public final class StopRequest implements BooleanSupplier {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private volatile @Nullable ActivityFolder folder;
    private volatile long looked = System.nanoTime();
    private volatile boolean asked;

    /** Looks nowhere yet. */
    public StopRequest() {}

    /** Looks in a folder. */
    public StopRequest(ActivityFolder folder) {
        this.folder = folder;
    }

    /** Looks in a folder from now on. */
    public void watch(ActivityFolder watched) {
        folder = watched;
    }

    @Override
    public boolean getAsBoolean() {
        ActivityFolder watched = folder;
        long now = System.nanoTime();
        if (watched != null && now - looked >= INTERVAL_NANOS) {
            looked = now;
            asked |= watched.stopIsAskedFor();
        }
        return asked;
    }
}
