package io.leeway.spi.support;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** A wait before something that failed is tried again. */
@FunctionalInterface
public interface Patience {
    /** Sleeps. */
    Patience SLEEPING = duration -> {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting to try again");
        }
    };

    /**
     * Waits so long.
     *
     * @throws CancellationException if the thread is interrupted
     */
    void pause(Duration duration);

    /**
     * Waits longer after each failure: 1, 2, 4, 8, 16, then 32 seconds.
     *
     * @param failures how many there were, at least 1
     * @throws CancellationException if the thread is interrupted
     */
    default void pauseAfter(int failures) {
        pause(Duration.ofSeconds(1L << Math.min(failures - 1, 5)));
    }
}
