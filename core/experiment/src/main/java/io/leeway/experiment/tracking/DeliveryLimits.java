package io.leeway.experiment.tracking;

import java.time.Duration;

/**
 * The bounds of what is done for a tracker.
 *
 * @param queueBytes about how much waits in memory for it
 * @param spoolBytes how much waits in its file
 * @param together how many things it is told before a flush, at most
 * @param linger how long the first of them waits for others
 * @param firstPause how long it is left alone after a failure; doubled after each further one
 * @param longestPause the most that it is left alone
 * @param grace how long a run waits in the end for one that takes what it is told
 * @param silence after which one that is told something is taken to hang
 * @param failingGrace how long a run waits in the end for one that last failed, or hangs
 */
record DeliveryLimits(
        long queueBytes,
        long spoolBytes,
        int together,
        Duration linger,
        Duration firstPause,
        Duration longestPause,
        Duration grace,
        Duration silence,
        Duration failingGrace) {
    /** The limits of runs. */
    static final DeliveryLimits USUAL = new DeliveryLimits(
            8 << 20,
            64 << 20,
            500,
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1));
}
