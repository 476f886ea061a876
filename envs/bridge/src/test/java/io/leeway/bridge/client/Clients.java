package io.leeway.bridge.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configurations of clients, with the defaults that users get but for what a test says. */
final class Clients {
    private Clients() {}

    static GrpcEnvironments of(String target, String id) {
        return of(target, id, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    static GrpcEnvironments of(String target, String id, Duration step, Duration reconnect) {
        return new GrpcEnvironments(config(target, id, step, reconnect, null));
    }

    /** Returns a client that waits hardly for a server that it never saw. */
    static GrpcEnvironments impatient(String target, String id) {
        return new GrpcEnvironments(
                config(target, id, Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofSeconds(20), null));
    }

    static GrpcEnvironmentsConfig config(
            String target, String id, Duration step, Duration reconnect, @Nullable Path token) {
        return config(target, id, Duration.ofSeconds(5), step, reconnect, token);
    }

    private static GrpcEnvironmentsConfig config(
            String target, String id, Duration connect, Duration step, Duration reconnect, @Nullable Path token) {
        return new GrpcEnvironmentsConfig(
                target,
                List.of(),
                id,
                Map.of(),
                false,
                null,
                null,
                null,
                token,
                connect,
                Duration.ofSeconds(20),
                step,
                reconnect,
                1 << 26);
    }

    static GrpcHostConfig host(String target) {
        return new GrpcHostConfig(
                target,
                false,
                null,
                null,
                null,
                null,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                1 << 26);
    }
}
