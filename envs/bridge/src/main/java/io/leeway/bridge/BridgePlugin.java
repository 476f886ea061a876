package io.leeway.bridge;

import io.leeway.bridge.server.GrpcEnvironmentServer;
import io.leeway.bridge.server.GrpcServerConfig;
import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.environment.EnvironmentServer;
import java.util.List;

/** Offers environments in other processes: a client, and a server for any environment of this one. */
public final class BridgePlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(Component.of(
                EnvironmentServer.class,
                "grpc",
                "Serves any environment to other processes",
                GrpcServerConfig.class,
                GrpcEnvironmentServer.class));
    }
}
