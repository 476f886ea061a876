package io.leeway.bridge.server;

/** Time for timeouts. */
final class Clock {
    private Clock() {}

    /** Returns nanoseconds since some moment; never 0. */
    static long now() {
        long now = System.nanoTime();
        return now == 0 ? 1 : now;
    }
}
