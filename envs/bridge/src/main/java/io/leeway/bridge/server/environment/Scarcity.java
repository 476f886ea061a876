package io.leeway.bridge.server.environment;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/** A shortage of what the process may use: file descriptors, threads, memory. It passes when sessions are closed. */
public final class Scarcity {
    /** Descriptors that are kept for connections, so that whoever asks is answered. */
    private static final long RESERVED = 32;

    private Scarcity() {}

    /** Refuses where hardly a file descriptor is left. */
    public static void check() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long most = system.getMaxFileDescriptorCount();
            long open = system.getOpenFileDescriptorCount();
            if (most > 0 && open > most - RESERVED) {
                throw RequestRefused.exhausted("The server has " + open + " of " + most
                        + " file descriptors open, and makes no more environments: close sessions or connections, or"
                        + " start it with more (ulimit -n)");
            }
        }
    }

    /** Returns what is scarce and what to do, where something failed for that. */
    static Optional<String> of(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            String text = String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT);
            if (text.contains("too many open files")) {
                return Optional.of("The server has no file descriptors left: close sessions, or start it with more"
                        + " (ulimit -n)");
            } else if (at instanceof OutOfMemoryError) {
                return Optional.of(
                        text.contains("thread")
                                ? "The server can start no more threads: close sessions, or allow more (ulimit -u)"
                                : "The server's memory is full: make fewer environments, close sessions, or start it"
                                        + " with more (JAVA_TOOL_OPTIONS=-Xmx…)");
            }
        }
        return Optional.empty();
    }
}
