package io.leeway.datasets.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.bridge.client.GrpcEnvironments;
import io.leeway.bridge.client.GrpcEnvironmentsConfig;
import io.leeway.bridge.server.GrpcEnvironmentServer;
import io.leeway.bridge.server.GrpcServerConfig;
import io.leeway.bridge.server.environment.HangLimits;
import io.leeway.bridge.server.environment.MessageLimits;
import io.leeway.bridge.server.session.Capacity;
import io.leeway.bridge.server.session.SessionLimits;
import io.leeway.bridge.server.transport.Protection;
import io.leeway.datasets.SameDatasets;
import io.leeway.datasets.behaviour.RandomBehaviour;
import io.leeway.datasets.behaviour.RandomConfig;
import io.leeway.maze2d.Maze2dConfig;
import io.leeway.maze2d.Maze2dEnvironments;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.maze2d.waypoint.WaypointBehaviour;
import io.leeway.maze2d.waypoint.WaypointConfig;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.environment.LineEnvironments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Collection from a real server: the same dataset as here, also when the server is killed meanwhile. */
class CollectOverTheWireTest {
    private static final int STEPS = 3000;

    private final Environments maze = new Maze2dEnvironments(Maze2dConfig.d4rl(MazeLayout.UMAZE, MazeReward.DENSE));
    private final OneBehaviour random = new OneBehaviour(new RandomBehaviour());
    private final OneBehaviour waypoint = new OneBehaviour(new WaypointBehaviour(WaypointConfig.d4rl()));
    private EnvironmentServer.Running server = serve(maze, "127.0.0.1:0");
    private int restarts;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aServedMazeGivesTheDatasetOfTheEmbeddedOne() {
        try (GrpcEnvironments served = client("maze2d-umaze-dense-v1")) {
            for (OneBehaviour behaviour : new OneBehaviour[] {random, waypoint}) {
                SameDatasets.assertSame(
                        collect(served, behaviour, Progress.NONE),
                        collect(maze, behaviour, Progress.NONE),
                        behaviour.toString());
            }
        }
    }

    @Test
    void aServedLineGivesTheDatasetOfTheEmbeddedOne() {
        Environments line = new LineEnvironments();
        String address = server.address();
        server.close();
        server = serve(line, address);
        try (GrpcEnvironments served = client("line-v0")) {
            SameDatasets.assertSame(
                    collect(served, random, Progress.NONE), collect(line, random, Progress.NONE), "actions in [-2, 2]");
        }
    }

    @Test
    void aServerThatIsKilledTwiceChangesNothing() {
        Dataset expected = collect(maze, waypoint, Progress.NONE);
        try (GrpcEnvironments served = client("maze2d-umaze-dense-v1")) {
            SameDatasets.assertSame(collect(served, waypoint, killing(900, 2400)), expected, "killed twice");
        }
        assertThat(restarts).isEqualTo(2);
    }

    /** Kills the server and starts it again when so many steps were recorded. */
    private Progress killing(long first, long second) {
        return new Progress() {
            @Override
            public Task begin(String title, long total, String unit) {
                long[] recorded = new long[1];
                return (amount, detail) -> {
                    long before = recorded[0];
                    recorded[0] += amount;
                    if ((before < first && recorded[0] >= first) || (before < second && recorded[0] >= second)) {
                        String address = server.address();
                        server.close();
                        server = serve(maze, address);
                        restarts++;
                    }
                };
            }

            @Override
            public void say(String line) {}
        };
    }

    private static Dataset collect(Environments environments, OneBehaviour behaviour, Progress progress) {
        return new CollectSource(
                        behaviour.config("random", new RandomConfig(), STEPS, 7),
                        environments,
                        behaviour,
                        RandomSource.of(6),
                        progress,
                        pause -> {})
                .load();
    }

    private GrpcEnvironments client(String id) {
        Duration seconds = Duration.ofSeconds(20);
        return new GrpcEnvironments(new GrpcEnvironmentsConfig(
                server.address(),
                List.of(),
                id,
                Map.of(),
                false,
                null,
                null,
                null,
                null,
                seconds,
                seconds,
                seconds,
                seconds,
                1 << 26));
    }

    private static EnvironmentServer.Running serve(Environments environments, String listen) {
        return new GrpcEnvironmentServer(new GrpcServerConfig(
                        listen,
                        Protection.NONE,
                        null,
                        false,
                        new Capacity(64, 65_536, 16_384),
                        new MessageLimits(1 << 26, 1 << 25, 1000),
                        new SessionLimits(1000, 16, 3600, 60),
                        new HangLimits(60, 16)))
                .serve(environments);
    }
}
