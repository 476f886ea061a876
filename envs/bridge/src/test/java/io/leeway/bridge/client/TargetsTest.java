package io.leeway.bridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.maze2d.Maze2dConfig;
import io.leeway.maze2d.Maze2dEnvironments;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.testkit.environment.LineEnvironments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several servers of one environment. */
final class TargetsTest {
    private final List<EnvironmentServer.Running> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(EnvironmentServer.Running::close);
    }

    private String serve(Environments environments) {
        EnvironmentServer.Running server = Servers.of(environments);
        servers.add(server);
        return server.address();
    }

    private static Maze2dEnvironments maze(MazeLayout layout, MazeReward reward) {
        return new Maze2dEnvironments(Maze2dConfig.d4rl(layout, reward));
    }

    private static String nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + free.getLocalPort();
        }
    }

    private static GrpcEnvironmentsConfig config(@Nullable String target, List<String> targets, String id) {
        return new GrpcEnvironmentsConfig(
                target,
                targets,
                id,
                Map.of(),
                false,
                null,
                null,
                null,
                null,
                Duration.ofMillis(1500),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofMillis(1500),
                1 << 26);
    }

    private static GrpcEnvironments client(String id, String... targets) {
        return new GrpcEnvironments(config(null, List.of(targets), id));
    }

    @Test
    void oneTargetIsOnePlaceThatIsTheSame() {
        try (GrpcEnvironments client = client("line-v0", serve(new LineEnvironments()))) {
            assertThat(client.places()).singleElement().isSameAs(client);
            assertThat(client.spec().id()).isEqualTo("line-v0");
        }
    }

    @Test
    void everyServerIsAPlaceOfTheSameEnvironment() {
        try (GrpcEnvironments client =
                client("line-v0", serve(new LineEnvironments()), serve(new LineEnvironments()))) {
            assertThat(client.places()).hasSize(2).allSatisfy(place -> {
                assertThat(place.spec()).usingRecursiveComparison().isEqualTo(client.spec());
                try (VectorEnvironment vector = place.make(2, AutoresetMode.DISABLED, true)) {
                    assertThat(vector.reset(new Long[] {1L, 2L}, null, Map.of())
                                    .observations()
                                    .reals())
                            .hasSize(2);
                }
            });
        }
    }

    @Test
    void theSpecificationIsThatOfOneServerInAnyOrder() {
        String a = serve(new LineEnvironments());
        String b = serve(new LineEnvironments());
        try (GrpcEnvironments alone = new GrpcEnvironments(config(a, List.of(), "line-v0"));
                GrpcEnvironments one = client("line-v0", a, b);
                GrpcEnvironments other = client("line-v0", b, a)) {
            assertThat(one.spec())
                    .usingRecursiveComparison()
                    .isEqualTo(alone.spec())
                    .isEqualTo(other.spec());
        }
    }

    @Test
    void serversThatDifferAreRefusedWithBothAnswers() {
        MazeLayout umaze = MazeLayout.UMAZE;
        Maze2dEnvironments sound = maze(umaze, MazeReward.DENSE);
        String a = serve(sound);
        String b = serve(new Renamed(maze(umaze, MazeReward.DENSE), "4.2"));
        try (GrpcEnvironments client = client(sound.spec().id(), a, b)) {
            assertThatThrownBy(client::spec)
                    .isInstanceOf(LeewayException.class)
                    .isNotInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("at " + a + " and " + b + " are not the same")
                    .hasMessageContaining("the setting physics is "
                            + sound.spec().settings().get("physics") + " at " + a + " and 4.2 at " + b)
                    .hasMessageContaining("leave one out of 'targets'");
        }
    }

    @Test
    void oneServerUnderTwoNamesIsRefused() {
        String a = serve(new LineEnvironments());
        String again = a.replace("127.0.0.1", "localhost");
        try (GrpcEnvironments client = client("line-v0", a, again)) {
            assertThatThrownBy(client::spec)
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The targets " + a + " and " + again + " are the same server: name each server once");
        }
    }

    @Test
    void aServerThatIsAwayIsDoneWithoutAndHeldToTheOthersWhenItComes() throws IOException {
        String a = nobody();
        String b = serve(new LineEnvironments());
        try (GrpcEnvironments client = client("line-v0", a, b)) {
            assertThat(client.spec().id()).isEqualTo("line-v0");
            client.make(1, AutoresetMode.DISABLED, true).close();
            Environments away = client.places().get(0);
            assertThatThrownBy(() -> away.make(1, AutoresetMode.DISABLED, true))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("Nothing answers at " + a);
            servers.add(Servers.of(new Renamed(new LineEnvironments(), "4.2"), a, null, 60));
            assertThatThrownBy(() -> away.make(1, AutoresetMode.DISABLED, true))
                    .isInstanceOf(LeewayException.class)
                    .isNotInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("at " + b + " and " + a + " are not the same")
                    .hasMessageContaining("the setting physics is none at " + b + " and 4.2 at " + a);
        }
    }

    @Test
    void serversThatAreAllAwayAreEachNamedWhenThePatienceIsOver() throws IOException {
        String a = nobody();
        String b = nobody();
        long began = System.nanoTime();
        try (GrpcEnvironments client = client("line-v0", a, b)) {
            assertThatThrownBy(client::spec)
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("None of the 2 servers answers")
                    .hasMessageContaining("Nothing answers at " + a)
                    .hasMessageContaining("Nothing answers at " + b)
                    .hasMessageContaining("1500 ms, which is connect-timeout");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whatNeedsOneServerGoesOnWithAnother() {
        Maze2dEnvironments maze = maze(MazeLayout.UMAZE, MazeReward.DENSE);
        String a = serve(maze);
        String b = serve(maze(MazeLayout.UMAZE, MazeReward.DENSE));
        try (GrpcEnvironments client = client(maze.spec().id(), a, b)) {
            DynamicsOracle oracle = client.oracle().orElseThrow();
            List<Double> expected = asked(oracle);
            Environments.Terminations rule = client.terminations().orElseThrow();
            Environments.StatePictures pictures = client.statePictures().orElseThrow();
            servers.get(0).close();
            assertThat(asked(oracle)).isEqualTo(expected);
            boolean[] terminated = new boolean[1];
            rule.terminated(new double[4], new double[2], new double[4], 1, terminated);
            assertThat(terminated).containsExactly(false);
            assertThat(pictures.draw(new double[] {1, 1, 0, 0}).pixels()).isNotEmpty();
            pictures.close();
            try (VectorEnvironment vector = client.make(1, AutoresetMode.DISABLED, true)) {
                assertThat(vector.reset(new Long[] {1L}, null, Map.of())
                                .observations()
                                .reals())
                        .hasSize(4);
            }
        }
    }

    private static List<Double> asked(DynamicsOracle oracle) {
        double[] next = new double[4];
        oracle.transition(new double[] {1, 1, 0, 0}, new double[2], 1, next, new double[1], new boolean[1]);
        return java.util.Arrays.stream(next).boxed().toList();
    }

    @Test
    void keysThatNameNoServerOrOneTwiceAreRefused() {
        assertThatThrownBy(() -> config(null, List.of(), "line-v0")).hasMessageContaining("'target' is missing");
        assertThatThrownBy(() -> config("a:1", List.of("b:1"), "line-v0"))
                .hasMessageContaining("'target' (a:1) and 'targets' (b:1) exclude each other");
        assertThatThrownBy(() -> config(null, List.of("a:1", "b:1", "a:1"), "line-v0"))
                .hasMessageContaining("'targets[2]' names a:1 again, as 'targets[0]' does");
        assertThatThrownBy(() -> config(null, List.of("a:1", " "), "line-v0"))
                .hasMessageContaining("'targets[1]' must not be blank");
        assertThatThrownBy(() -> config(" ", List.of(), "line-v0")).hasMessageContaining("'target' must not be blank");
    }
}
