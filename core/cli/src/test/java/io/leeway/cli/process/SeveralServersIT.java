package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.environment.evaluation.Quota;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations on several servers, which die, hang and are slow, give the returns of one server. */
@Timeout(240)
class SeveralServersIT {
    private static final String MAZE = "maze2d-umaze-v1";
    private static final String CHEETAH = "HalfCheetah-v5";
    private static final Quota QUOTA = new Quota(60, 16, 3);

    private final List<Server> servers = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws IOException, InterruptedException {
        for (Server each : servers) {
            if (each.isAlive()) {
                each.signal("CONT");
            }
            each.close();
        }
    }

    private Server maze() throws IOException, InterruptedException {
        Server server = Server.ofMazes(folder, "127.0.0.1:0");
        servers.add(server);
        return server;
    }

    private Server cheetah() throws IOException, InterruptedException {
        Server server = Server.ofGymnasium(folder, Python.required(), "127.0.0.1:0", "--id", CHEETAH);
        servers.add(server);
        return server;
    }

    private static double[] alone(Server server, String id, Quota quota) {
        try (Environments environments = Evaluation.remote(server.address(), id)) {
            return Evaluation.play(environments, quota);
        }
    }

    private static List<String> addresses(Server... of) {
        return Arrays.stream(of).map(Server::address).toList();
    }

    @Test
    void returnsAreThoseOfOneServerInAnyOrder() throws Exception {
        Server a = maze();
        Server b = maze();
        double[] expected = alone(a, MAZE, QUOTA);
        for (List<String> targets : List.of(addresses(a, b), addresses(b, a))) {
            try (Environments environments = Evaluation.remote(targets, MAZE)) {
                assertThat(Evaluation.play(environments, QUOTA)).isEqualTo(expected);
            }
        }
    }

    @Test
    void aServerThatIsKilledGivesItsEpisodesToTheOthers() throws Exception {
        Server a = maze();
        Server b = maze();
        double[] expected = alone(a, MAZE, QUOTA);
        try (WatchedEnvironments environments =
                new WatchedEnvironments(Evaluation.remote(addresses(a, b), MAZE, "reconnect-timeout=60s"))) {
            CompletableFuture<double[]> returns =
                    CompletableFuture.supplyAsync(() -> Evaluation.play(environments, QUOTA));
            environments.awaitSteps(2);
            assertThat(returns).as("the evaluation, while the server is killed").isNotDone();
            a.kill();
            assertThat(returns.get(100, TimeUnit.SECONDS)).isEqualTo(expected);
            assertThat(Evaluation.play(environments, QUOTA))
                    .as("the next evaluation, without the server")
                    .isEqualTo(expected);
        }
    }

    @Test
    void aPythonServerThatIsKilledGivesItsEpisodesToTheOthers() throws Exception {
        Quota quota = new Quota(12, 8, 3);
        Server a = cheetah();
        Server b = cheetah();
        double[] expected = alone(b, CHEETAH, quota);
        assertThat(expected).doesNotHaveDuplicates();
        try (WatchedEnvironments environments =
                new WatchedEnvironments(Evaluation.remote(addresses(a, b), CHEETAH, "reconnect-timeout=60s"))) {
            CompletableFuture<double[]> returns =
                    CompletableFuture.supplyAsync(() -> Evaluation.play(environments, quota));
            environments.awaitSteps(2);
            assertThat(returns).as("the evaluation, while the server is killed").isNotDone();
            a.kill();
            assertThat(returns.join()).isEqualTo(expected);
        }
    }

    @Test
    void aServerThatHangsHoldsNothingUp() throws Exception {
        Server a = maze();
        Server b = maze();
        double[] expected = alone(a, MAZE, QUOTA);
        try (WatchedEnvironments environments =
                new WatchedEnvironments(Evaluation.remote(addresses(a, b), MAZE, "step-timeout=60s"))) {
            CompletableFuture<double[]> returns =
                    CompletableFuture.supplyAsync(() -> Evaluation.play(environments, QUOTA));
            environments.awaitSteps(2);
            b.signal("STOP");
            assertThat(returns).as("the evaluation, while the server hangs").isNotDone();
            assertThat(returns.get(100, TimeUnit.SECONDS)).isEqualTo(expected);
        }
    }

    @Test
    void aServerThatIsSlowHoldsNothingUp() throws Exception {
        Server a = maze();
        Server b = maze();
        double[] expected = alone(a, MAZE, QUOTA);
        try (WatchedEnvironments environments = new WatchedEnvironments(Evaluation.remote(addresses(a, b), MAZE))) {
            CompletableFuture<double[]> returns =
                    CompletableFuture.supplyAsync(() -> Evaluation.play(environments, QUOTA));
            environments.awaitSteps(2);
            while (!returns.isDone()) {
                b.signal("STOP");
                Thread.sleep(40);
                b.signal("CONT");
                Thread.sleep(2);
            }
            assertThat(returns.join()).isEqualTo(expected);
        }
    }

    @Test
    void serversThatAllDieAreEachNamedOnce() throws Exception {
        Server a = maze();
        Server b = maze();
        try (WatchedEnvironments environments =
                new WatchedEnvironments(Evaluation.remote(addresses(a, b), MAZE, "reconnect-timeout=300ms"))) {
            Quota impatient = new Quota(400, 16, 1);
            CompletableFuture<double[]> returns =
                    CompletableFuture.supplyAsync(() -> Evaluation.play(environments, impatient));
            environments.awaitSteps(2);
            a.kill();
            b.kill();
            assertThatThrownBy(returns::join)
                    .cause()
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("in each of 2 places")
                    .hasMessageContaining("Nothing answers at " + a.address())
                    .hasMessageContaining("Nothing answers at " + b.address());
        }
    }

    @Test
    void whatIsStoredDoesNotDependOnTheServers() throws Exception {
        Server a = maze();
        Server b = maze();
        Map<String, String> alone = run("target: \"" + a.address() + "\"", folder.resolve("one"));
        assertThat(alone).hasSize(2);
        String targets = "targets: [\"" + b.address() + "\", \"" + a.address() + "\"]";
        assertThat(run(targets, folder.resolve("several"))).isEqualTo(alone);
    }

    /** Runs a small experiment and returns the keys of its stages, with their figures. */
    private Map<String, String> run(String servers, Path runs) throws IOException, InterruptedException {
        Path file = folder.resolve("experiment.yaml");
        Files.writeString(file, """
                name: small
                seeds: [0]
                environment: {type: grpc, %s, id: maze2d-umaze-v1}
                dataset: {type: collect, behaviour: waypoint, steps: 2000, streams: 4}
                agent: {type: td3-bc, updates: 60}
                evaluation: {episodes: 20, every: 60}
                experience:
                  real: {type: real}
                """.formatted(servers));
        Command command = Command.start(folder, List.of("run", file.toString(), "--runs", runs.toString()));
        assertThat(command.exitCode()).as(command.errors()).isZero();
        Map<String, String> stages = new TreeMap<>();
        try (Stream<Path> stored = Files.list(runs.resolve("store"))) {
            for (Path stage : stored.filter(
                            each -> !each.getFileName().toString().startsWith("."))
                    .toList()) {
                Path metrics = stage.resolve("metrics.jsonl");
                stages.put(stage.getFileName().toString(), Files.exists(metrics) ? Files.readString(metrics) : "");
            }
        }
        return stages;
    }

    @Test
    void anEvaluationWaitsForNoServerThatIsAway() throws Exception {
        Server a = maze();
        double[] expected = alone(a, MAZE, QUOTA);
        try (Environments environments =
                Evaluation.remote(List.of("127.0.0.1:1", a.address()), MAZE, "connect-timeout=2s")) {
            long began = System.nanoTime();
            assertThat(Evaluation.play(environments, QUOTA)).isEqualTo(expected);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        }
    }
}
