package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small run that is killed, beside a tracker that hangs: every step is with each of the others once. */
class TrackersIT {
    private static final Path TRACKERS = Path.of("..", "..", "plugins", "trackers");
    private static final long LIMIT_SECONDS = 180;
    private static final List<String> REDUCED = List.of(
            "seeds=[0]",
            "dataset.steps=4000",
            "denoiser.width=8",
            "denoiser.updates=120",
            "denoiser.batch=16",
            "sampler.steps=6",
            "agent.updates=120",
            "evaluation.episodes=5",
            "evaluation.every=30",
            "experience.unguided.trajectories=64",
            "experience.unguided.refresh=60",
            "experience.guided.trajectories=64",
            "experience.guided.refresh=60");

    @TempDir
    private Path folder;

    private Command start(String trackers) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "../../examples/quickstart/experiment.yaml"));
        arguments.addAll(List.of("--runs", folder.resolve("runs").toString(), "--json", "--checkpoint-every", "0"));
        REDUCED.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(List.of("--set", "trackers=" + trackers));
        return Command.start(folder, arguments);
    }

    @Test
    void aKilledRunGoesOnWithEveryStepOnce() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String trackers = "[{type: tensorboard}, {type: csv}, {type: mlflow, uri: \"http://127.0.0.1:"
                    + silent.getLocalPort() + "\", timeout: 2s}]";
            for (String moment : List.of("Training agent on real", "Training agent on guided")) {
                Command killed = start(trackers);
                killed.awaitText(moment);
                killed.killAfter(700);
            }
            Command last = start(trackers);
            assertThat(last.exitCode()).as(last.errors()).isZero();
            assertThat(last.errors().lines().filter(line -> line.contains("Warning: the tracker")))
                    .singleElement()
                    .asString()
                    .contains("Warning: the tracker mlflow fails: The MLflow server http://127.0.0.1:"
                            + silent.getLocalPort() + " did not answer within 2.0 s");
            Path run = Path.of(
                    new ObjectMapper().readTree(last.output()).path("directory").asText());

            Map<String, Double> told = told(run);
            assertThat(told).hasSizeGreaterThan(100);
            assertThat(csv(run)).isEqualTo(told);
            assertThat(run.resolve("trackers/mlflow.spool.jsonl")).isNotEmptyFile();
            assertTensorboard(run, told);
        }
    }

    /** Returns what the run itself wrote, by series, metric and step. */
    private static Map<String, Double> told(Path run) throws IOException {
        Map<String, Double> told = new TreeMap<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            JsonNode entry = new ObjectMapper().readTree(line);
            entry.properties().forEach(field -> {
                if (!List.of("series", "event", "step").contains(field.getKey())) {
                    put(
                            told,
                            entry.path("series").asText(),
                            field.getKey(),
                            entry.path("step").asLong(),
                            Double.parseDouble(field.getValue().asText()));
                }
            });
        }
        return told;
    }

    private static void put(Map<String, Double> all, String series, String metric, long step, double value) {
        assertThat(all.put(series + " " + metric + " " + step, value))
                .as("an earlier %s of %s at %d", metric, series, step)
                .isNull();
    }

    private static Map<String, Double> csv(Path run) throws IOException {
        Map<String, Double> found = new TreeMap<>();
        for (String name : List.of("denoiser", "real", "unguided", "guided")) {
            List<String> lines = Files.readAllLines(run.resolve("csv/seed-0/" + name + ".csv"));
            String[] columns = lines.get(0).split(",");
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                for (int i = 1; i < columns.length; i++) {
                    if (!cells[i].isEmpty()) {
                        put(
                                found,
                                "seed-0/" + name,
                                columns[i],
                                Long.parseLong(cells[0]),
                                Double.parseDouble(cells[i]));
                    }
                }
            }
        }
        return found;
    }

    /** Asks TensorBoard's own reader, where the trackers' tests have installed it. */
    private void assertTensorboard(Path run, Map<String, Double> told) throws IOException, InterruptedException {
        Path python = TRACKERS.resolve("target/venv/bin/python");
        if (!Files.isExecutable(python) && System.getenv("LEEWAY_REQUIRE_PYTHON") != null) {
            throw new AssertionError("There is no " + python + ": the tests of the trackers install it");
        } else if (!Files.isExecutable(python)) {
            System.err.println("*** SKIPPED: there is no " + python + ", so TensorBoard itself is not tested ***");
        }
        assumeTrue(Files.isExecutable(python), "There is no " + python);
        Path output = folder.resolve("tensorboard.json");
        Process process = new ProcessBuilder(
                        python.toString(),
                        TRACKERS.resolve("src/test/resources/io/leeway/trackers/read_tensorboard.py")
                                .toString(),
                        run.resolve("tensorboard").toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        JsonNode found = new ObjectMapper().readTree(Files.readString(output));
        Map<String, Double> scalars = new TreeMap<>();
        for (JsonNode row : found.path("scalars")) {
            double value = Double.parseDouble(
                    row.path(3).asText().replace("nan", "NaN").replace("inf", "Infinity"));
            put(scalars, row.path(0).asText(), row.path(1).asText(), row.path(2).asLong(), value);
        }
        assertThat(scalars.keySet()).isEqualTo(told.keySet());
        told.forEach((name, value) -> assertThat(scalars.get(name)).isEqualTo((double) value.floatValue()));
        assertThat(found.path("histograms"))
                .filteredOn(row -> row.path(0).asText().equals("seed-0/guided"))
                .extracting(row -> row.path(2).asInt())
                .containsExactly(0, 30, 60, 90, 120);
        assertThat(found.path("images"))
                .extracting(row -> row.path(0).asText())
                .containsExactly("seed-0/guided", "seed-0/unguided");
    }
}
