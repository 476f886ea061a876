package io.leeway.bridge.client;

import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.environment.EnvironmentsContract;
import io.leeway.testkit.environment.LineEnvironments;
import org.junit.jupiter.api.AfterEach;

final class LineOverTheWireContractTest extends EnvironmentsContract {
    private final EnvironmentServer.Running server = Servers.of(new LineEnvironments());
    private final GrpcEnvironments client = Clients.of(server.address(), "line-v0");

    @Override
    protected Environments environments() {
        return client;
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }
}
