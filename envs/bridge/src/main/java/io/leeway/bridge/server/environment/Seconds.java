package io.leeway.bridge.server.environment;

import java.time.Duration;

/** Seconds as users write them. */
public final class Seconds {
    private Seconds() {}

    /** Returns a duration of so many seconds, to the nanosecond. */
    public static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /** Says nanoseconds as seconds: "0.25 s", "60 s". */
    public static String of(long nanoseconds) {
        double seconds = nanoseconds / 1e9;
        return (seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds)) + " s";
    }
}
