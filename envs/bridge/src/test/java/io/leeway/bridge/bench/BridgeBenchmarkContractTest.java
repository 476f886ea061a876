package io.leeway.bridge.bench;

import io.leeway.bridge.server.GrpcEnvironmentServer;
import io.leeway.bridge.server.ServerSettings;
import io.leeway.spi.Benchmark;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.testkit.BenchmarkContract;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

final class BridgeBenchmarkContractTest extends BenchmarkContract {
    private final EnvironmentServer.Running server = new GrpcEnvironmentServer(new ServerSettings()
                    .set("maxSessions", 8)
                    .set("maxEnvironments", 64)
                    .set("maxEnvironmentsPerSession", 64)
                    .set("maxMessageBytes", 1 << 20)
                    .set("maxTensorBytes", 1 << 20)
                    .set("maxTransitionRows", 64)
                    .set("pipelineDepth", 8)
                    .set("maxAbandonedThreads", 4)
                    .build())
            .serve(new LineEnvironments());

    @Override
    protected Benchmark benchmark() {
        return new BridgeBenchmark(
                new BridgeBenchmarkConfig(
                        server.address(), List.of(), "line-v0", Map.of(), 4, 0.1, 0.05, false, null, null, null, null),
                RandomSource.of(1));
    }

    @AfterEach
    void close() {
        server.close();
    }
}
