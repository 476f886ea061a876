package io.leeway.bridge.client;

import io.leeway.bridge.server.GrpcEnvironmentServer;
import io.leeway.bridge.server.GrpcServerConfig;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Environments;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Real servers. */
final class Servers {
    private Servers() {}

    static EnvironmentServer.Running of(Environments environments) {
        return of(environments, "127.0.0.1:0", null, 60);
    }

    static EnvironmentServer.Running of(
            Environments environments, String listen, @Nullable Path token, double resumeSeconds) {
        return start(environments, listen, null, null, null, token, resumeSeconds);
    }

    static EnvironmentServer.Running secure(
            Environments environments, Path certificate, Path key, @Nullable Path clientAuthority) {
        return start(environments, "127.0.0.1:0", certificate, key, clientAuthority, null, 60);
    }

    private static EnvironmentServer.Running start(
            Environments environments,
            String listen,
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable Path clientAuthority,
            @Nullable Path token,
            double resumeSeconds) {
        return new GrpcEnvironmentServer(new GrpcServerConfig(
                        listen,
                        certificate,
                        key,
                        clientAuthority,
                        token,
                        false,
                        null,
                        false,
                        64,
                        65_536,
                        16_384,
                        1 << 26,
                        1 << 25,
                        1000,
                        1000,
                        16,
                        3600,
                        resumeSeconds,
                        60,
                        16))
                .serve(environments);
    }
}
