package io.leeway.bridge;

import io.leeway.bridge.bench.BridgeBenchmark;
import io.leeway.bridge.bench.BridgeBenchmarkConfig;
import io.leeway.bridge.client.GrpcEnvironmentHost;
import io.leeway.bridge.client.GrpcEnvironments;
import io.leeway.bridge.client.GrpcEnvironmentsConfig;
import io.leeway.bridge.client.GrpcHostConfig;
import io.leeway.bridge.server.GrpcEnvironmentServer;
import io.leeway.bridge.server.GrpcServerConfig;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.environment.EnvironmentHost;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Environments;
import java.util.List;

/** The plugin of environments in other processes: a client, and a server for any environment of this one. */
public final class BridgePlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(
                        Environments.class,
                        "grpc",
                        "Environments of a server: Gymnasium's, or any that 'leeway env serve' serves",
                        GrpcEnvironmentsConfig.class,
                        GrpcEnvironments.class),
                Component.of(
                        EnvironmentHost.class,
                        "grpc",
                        "A server of environments: what it is and offers",
                        GrpcHostConfig.class,
                        GrpcEnvironmentHost.class),
                Component.of(
                        EnvironmentServer.class,
                        "grpc",
                        "Serves any environment to other processes",
                        GrpcServerConfig.class,
                        GrpcEnvironmentServer.class),
                Component.of(
                        Benchmark.class,
                        "bridge",
                        "Environment steps a second through a server",
                        BridgeBenchmarkConfig.class,
                        BridgeBenchmark.class));
    }
}
