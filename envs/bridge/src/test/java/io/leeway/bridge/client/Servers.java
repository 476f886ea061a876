package io.leeway.bridge.client;

import io.leeway.bridge.server.GrpcEnvironmentServer;
import io.leeway.bridge.server.ServerSettings;
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
        ServerSettings settings = new ServerSettings()
                .set("listen", listen)
                .set("maxTransitionRows", 1000)
                .set("maxRendersPerSecond", 1000.0)
                .set("resumeSeconds", resumeSeconds);
        setFile(settings, "tlsCertificate", certificate);
        setFile(settings, "tlsKey", key);
        setFile(settings, "tlsClientAuthority", clientAuthority);
        setFile(settings, "tokenFile", token);
        return new GrpcEnvironmentServer(settings.build()).serve(environments);
    }

    private static void setFile(ServerSettings settings, String name, @Nullable Path file) {
        if (file != null) {
            settings.set(name, file);
        }
    }
}
