package io.leeway.bridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.maze2d.Maze2dConfig;
import io.leeway.maze2d.Maze2dEnvironments;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Environments.StatePictures;
import io.leeway.spi.environment.Environments.Terminations;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rules of termination and pictures of states over the wire, while their server comes and goes. */
final class StatelessCapabilitiesTest {
    /** More than a server takes in one call: the limit is 1000. */
    private static final int ROWS = 2500;

    @Test
    void aRuleSurvivesItsServer() {
        EnvironmentServer.Running first = Servers.of(new LineEnvironments());
        String address = first.address();
        try (GrpcEnvironments client = Clients.of(address, "line-v0")) {
            Terminations rule = client.terminations().orElseThrow();
            assertTrue(rule);
            first.close();
            CompletableFuture<EnvironmentServer.Running> second = CompletableFuture.supplyAsync(
                    () -> Servers.of(new LineEnvironments(), address, null, 60),
                    CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS));
            assertTrue(rule);
            second.join().close();
        }
    }

    @Test
    void picturesSurviveTheirServerAndAreThoseOfTheEmbeddedMaze() {
        Environments maze = new Maze2dEnvironments(Maze2dConfig.d4rl(MazeLayout.UMAZE, MazeReward.SPARSE));
        double[] state = {1.3, 2.2, 0.4, -0.1};
        EnvironmentServer.Running first = Servers.of(maze);
        String address = first.address();
        try (GrpcEnvironments client = Clients.of(address, maze.spec().id());
                StatePictures here = maze.statePictures().orElseThrow();
                StatePictures there = client.statePictures().orElseThrow()) {
            byte[] expected = here.draw(state).pixels();
            assertThat(there.draw(state).pixels()).isEqualTo(expected);
            first.close();
            EnvironmentServer.Running second = Servers.of(maze, address, null, 60);
            assertThat(there.draw(state).pixels()).isEqualTo(expected);
            second.close();
        }
    }

    @Test
    void whatIsNotOfferedIsNotThere() {
        CountDownLatch never = new CountDownLatch(0);
        EnvironmentServer.Running server = Servers.of(new HookedOracle(times -> never.countDown()));
        try (GrpcEnvironments client = Clients.of(server.address(), "line-v0")) {
            assertThat(client.terminations()).isEmpty();
            assertThat(client.statePictures()).isEmpty();
        } finally {
            server.close();
        }
    }

    @Test
    void whatIsClosedAsksNoMore() {
        EnvironmentServer.Running server = Servers.of(new LineEnvironments());
        GrpcEnvironments client = Clients.of(server.address(), "line-v0");
        Terminations rule = client.terminations().orElseThrow();
        client.close();
        assertThatThrownBy(() -> assertTrue(rule))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("was closed");
        server.close();
    }

    private static void assertTrue(Terminations rule) {
        double[] positions = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            positions[i] = (i - ROWS / 2) / 300.0;
        }
        boolean[] terminated = new boolean[ROWS];
        rule.terminated(new double[ROWS], new double[ROWS], positions, ROWS, terminated);
        for (int i = 0; i < ROWS; i++) {
            assertThat(terminated[i]).isEqualTo(Math.abs(positions[i]) > LineEnvironments.END);
        }
    }
}
