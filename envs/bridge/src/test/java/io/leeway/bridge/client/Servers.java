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
        return new GrpcEnvironmentServer(new GrpcServerConfig(
                        listen,
                        null,
                        null,
                        null,
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
