package io.leeway.bridge.client.connection;

import java.time.Duration;

/** The longest times that a client waits. */
public record Timeouts(Duration connect, Duration make, Duration step, Duration reconnect) {
    private static final Duration MOST = Duration.ofDays(1);

    public void check() {
        check("connect-timeout", connect, Duration.ofMillis(1));
        check("make-timeout", make, Duration.ofMillis(1));
        check("step-timeout", step, Duration.ofMillis(1));
        check("reconnect-timeout", reconnect, Duration.ZERO);
    }

    private static void check(String key, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("The key '" + key + "' must be from " + least.toMillis()
                    + "ms to 1d, but is " + value.toMillis() + "ms");
        }
    }
}
