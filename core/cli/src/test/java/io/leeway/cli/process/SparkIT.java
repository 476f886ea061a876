package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A small sweep on a real cluster of Spark, whose processes are killed while it runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparkIT {
    private static final String SWEEP = """
            name: small
            experiment:
              name: small
              environment: {type: maze2d, layout: umaze}
              dataset: {type: collect, behaviour: waypoint, steps: 3000}
              denoiser: {type: edm-unet, width: 8, horizon: 8, updates: 60, batch: 16}
              sampler: {type: sde-dpm-solver-pp, steps: 4}
              agent: {type: td3-bc, updates: 40}
              evaluation: {episodes: 3, every: 20}
              experience:
                guided: {type: diffusion, trajectories: 32, refresh: 20, guidance: {type: policy}}
            seeds: [0, 1]
            axes:
              coefficient: {path: experience.guided.guidance.coefficient, values: [0.5, 2]}
            """;

    private Path folder = Path.of("");
    private Path file = Path.of("");
    private Path home = Path.of("");
    private Map<String, Integer> wanted = Map.of();
    private @Nullable SparkCluster cluster;

    @BeforeAll
    void begin(@TempDir Path temporary) throws IOException, InterruptedException {
        home = SparkDistribution.required();
        folder = temporary;
        file = Files.writeString(folder.resolve("sweep.yaml"), SWEEP);
        cluster = SparkCluster.start(home, folder.resolve("cluster"));
        Path whole = folder.resolve("whole");
        Command local = sweep(whole, "--jobs", "1");
        assertThat(local.exitCode()).as(local.errors()).isZero();
        wanted = bytes(whole);
    }

    @AfterAll
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private Command sweep(Path runs, String... more) throws IOException {
        List<String> line = new ArrayList<>(
                List.of("sweep", file.toString(), "--runs", runs.toString(), "--checkpoint-every", "0"));
        line.addAll(List.of(more));
        return Command.start(folder, line);
    }

    private Command onSpark(Path runs, String master) throws IOException {
        List<String> conf = List.of(
                "spark.executor.memory: 600m",
                "spark.driver.memory: 600m",
                "spark.driver.bindAddress: 127.0.0.1",
                "spark.driver.host: 127.0.0.1");
        return sweep(
                runs,
                "--engine",
                "{type: spark, master: '" + master + "', home: '" + home + "', conf: {" + String.join(", ", conf)
                        + "}}");
    }

    private static Map<String, Integer> bytes(Path runs) throws IOException {
        Map<String, Integer> bytes = new TreeMap<>();
        Path store = runs.resolve("store");
        try (Stream<Path> files = Files.walk(store)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String name = store.relativize(each).toString();
                if (!name.endsWith("timings.json") && !name.endsWith("artifact.json")) {
                    bytes.put(name, Arrays.hashCode(Files.readAllBytes(each)));
                }
            }
        }
        assertThat(bytes).isNotEmpty();
        return bytes;
    }

    /** Waits until a stage of a kind is in the making. */
    private static void awaitMaking(Path runs, String kind) throws InterruptedException {
        Path making = runs.resolve("store").resolve(".making");
        SparkCluster.await(kind + " in the making", () -> {
            try (Stream<Path> stages = Files.list(making)) {
                return stages.anyMatch(
                        stage -> String.valueOf(stage.getFileName()).startsWith(kind)
                                && Files.exists(stage.resolve("progress.json")));
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private SparkCluster cluster() {
        if (cluster == null) {
            throw new IllegalStateException("There is no cluster");
        }
        return cluster;
    }

    @Test
    void anExecutorAndThenAWorkerAreKilledAndTheBytesAreThoseOfThisMachineAlone()
            throws IOException, InterruptedException {
        Path runs = folder.resolve("killed");
        Command command = onSpark(runs, cluster().address());
        awaitMaking(runs, "denoiser");
        cluster().killExecutor();
        awaitMaking(runs, "agent");
        cluster().killWorker();

        assertThat(command.exitCode()).as(command.errors()).isZero();
        assertThat(command.errors()).contains("Spark tries again to make the ");
        assertThat(bytes(runs)).isEqualTo(wanted);
        cluster().addWorker();
    }

    @Test
    void aDriverThatIsKilledIsStartedAgainAndAKilledCommandGoesOn() throws IOException, InterruptedException {
        Path runs = folder.resolve("again");
        Command first = onSpark(runs, cluster().address());
        awaitMaking(runs, "denoiser");
        first.killChild("SparkSubmit");
        first.awaitText("Spark's driver has ended; starting another");
        awaitMaking(runs, "agent");
        long driver = first.child("SparkSubmit").pid();
        first.killAfter(0);
        SparkCluster.await("end of the driver", () -> ProcessHandle.of(driver).isEmpty());

        Command second = onSpark(runs, cluster().address());

        assertThat(second.exitCode()).as(second.errors()).isZero();
        assertThat(bytes(runs)).isEqualTo(wanted);
    }

    @Test
    void aMasterThatCannotBeReachedIsOneErrorAtOnce() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Command command = onSpark(folder.resolve("nowhere"), "spark://127.0.0.1:" + port);

        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.errors()).contains("Spark's master spark://127.0.0.1:" + port + " cannot be reached");
    }
}
