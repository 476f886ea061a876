package io.leeway.bridge.client;

import io.leeway.maze2d.Maze2dConfig;
import io.leeway.maze2d.Maze2dEnvironments;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.environment.EnvironmentsContract;
import org.junit.jupiter.api.AfterEach;

final class MazeOverTheWireContractTest extends EnvironmentsContract {
    private final Environments mazes = new Maze2dEnvironments(Maze2dConfig.d4rl(MazeLayout.UMAZE, MazeReward.DENSE));
    private final EnvironmentServer.Running server = Servers.of(mazes);
    private final GrpcEnvironments client =
            Clients.of(server.address(), mazes.spec().id());

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
