package io.leeway.bridge.server.environment;

/** The time of timeouts. */
public final class Clock {
    private Clock() {}

    /** Returns nanoseconds since some moment; never 0. */
    public static long now() {
        long now = System.nanoTime();
        return now == 0 ? 1 : now;
    }
}
