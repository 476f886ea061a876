package io.leeway.bridge.bench;

import io.leeway.bridge.server.GrpcEnvironmentServer;
import io.leeway.bridge.server.GrpcServerConfig;
import io.leeway.spi.Benchmark;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.testkit.BenchmarkContract;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

final class BridgeBenchmarkContractTest extends BenchmarkContract {
    private final EnvironmentServer.Running server = new GrpcEnvironmentServer(new GrpcServerConfig(
                    "127.0.0.1:0",
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    false,
                    8,
                    64,
                    64,
                    1 << 20,
                    1 << 20,
                    64,
                    60,
                    8,
                    3600,
                    60,
                    60,
                    4))
            .serve(new LineEnvironments());

    @Override
    protected Benchmark benchmark() {
        return new BridgeBenchmark(
                new BridgeBenchmarkConfig(
                        server.address(), "line-v0", Map.of(), 4, 0.1, 0.05, false, null, null, null, null),
                RandomSource.of(1));
    }

    @AfterEach
    void close() {
        server.close();
    }
}
