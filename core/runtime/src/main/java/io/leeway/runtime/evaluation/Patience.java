package io.leeway.runtime.evaluation;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Waits before something is tried again. */
@FunctionalInterface
interface Patience {
    /** Sleeps. */
    Patience SLEEPING = duration -> {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting to play episodes again");
        }
    };

    /**
     * Waits so long.
     *
     * @throws CancellationException if the thread is interrupted
     */
    void pause(Duration duration);
}
