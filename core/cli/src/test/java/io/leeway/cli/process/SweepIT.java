package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A small sweep, from its file to its report, and what happens when it is stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepIT {
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
                real: {type: real}
                guided: {type: diffusion, trajectories: 32, refresh: 20, guidance: {type: policy}}
            seeds: [0, 1]
            axes:
              coefficient: {path: experience.guided.guidance.coefficient, values: [0.5, 2]}
            """;

    private Path folder = Path.of("");
    private Path file = Path.of("");
    private Path whole = Path.of("");
    private JsonNode result = new ObjectMapper().createObjectNode();

    @BeforeAll
    void runWhole(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        file = Files.writeString(folder.resolve("sweep.yaml"), SWEEP);
        whole = folder.resolve("whole");
        result = json(whole, "--jobs", "1", "--json");
    }

    private Command start(Path runs, String... more) throws IOException {
        List<String> line = new java.util.ArrayList<>(
                List.of("sweep", file.toString(), "--runs", runs.toString(), "--checkpoint-every", "0"));
        line.addAll(List.of(more));
        return Command.start(folder, line);
    }

    private JsonNode json(Path runs, String... more) throws IOException, InterruptedException {
        Command command = start(runs, more);
        assertThat(command.exitCode()).as(command.errors()).isZero();
        return new ObjectMapper().readTree(command.output());
    }

    private static Map<String, Integer> bytes(Path store) throws IOException {
        Map<String, Integer> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = store.relativize(file).toString();
                if (!name.endsWith("timings.json") && !name.endsWith("artifact.json")) {
                    bytes.put(name, Arrays.hashCode(Files.readAllBytes(file)));
                }
            }
        }
        return bytes;
    }

    @Test
    void itEndsInAReportAndARunForEachJob() throws IOException, InterruptedException {
        assertThat(result.path("jobs").asInt()).isEqualTo(2);
        assertThat(result.path("failed")).isEmpty();
        assertThat(Path.of(result.path("report").asText())).isNotEmptyFile();
        Command runs = Command.start(folder, List.of("runs", "--runs", whole.toString(), "--json"));
        assertThat(runs.exitCode()).as(runs.errors()).isZero();
        assertThat(new ObjectMapper().readTree(runs.output()).path("runs"))
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.path("figures").path("guided").path("normalized_score"))
                        .hasSize(2));
        Command garbage = Command.start(folder, List.of("gc", "--runs", whole.toString(), "--older-than", "0"));
        assertThat(garbage.exitCode()).as(garbage.errors()).isZero();
        assertThat(garbage.output()).isEqualTo("Every artifact of " + whole + " is referred to.\n");
    }

    @Test
    void aDryRunMakesNothing() throws IOException, InterruptedException {
        Path runs = folder.resolve("dry");

        JsonNode plan = json(runs, "--dry-run", "--json");

        assertThat(plan.path("stages").asInt()).isEqualTo(2 + 2 + 2 + 4);
        assertThat(plan.path("jobs").get(1).path("shared_stages").asInt()).isEqualTo(6);
        assertThat(runs).doesNotExist();
    }

    @Test
    void killedAgainAndAgainWithJobsSideBySideItGoesOnToTheSameBytes() throws IOException, InterruptedException {
        Path runs = folder.resolve("killed");
        SplittableRandom random = new SplittableRandom(5);
        int killed = 0;
        for (int i = 0; i < 3; i++) {
            Command command = start(runs, "--jobs", "2");
            command.awaitText("Training");
            killed += command.killAfter(random.nextLong(1_500)) ? 1 : 0;
        }
        assertThat(killed).as("sweeps that were killed").isPositive();

        json(runs, "--jobs", "2", "--json");

        assertThat(bytes(runs.resolve("store"))).isEqualTo(bytes(whole.resolve("store")));
    }

    @Test
    void anotherProcessStopsItAndItGoesOn() throws IOException, InterruptedException {
        Path runs = folder.resolve("stopped");
        Command command = start(runs, "--set", "experiment.agent.updates=4000");
        command.awaitText("Training agent");
        Command status = Command.start(folder, List.of("sweep", "status", "small", "--runs", runs.toString()));
        assertThat(status.exitCode()).as(status.errors()).isZero();
        assertThat(status.output()).contains("Making the agent on real, seed 0", "0 of 2 jobs are finished, 0 failed");
        Command second = start(runs);
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.errors()).contains("Another process runs the sweep in " + runs.resolve("sweep-small"));

        Command cancel = Command.start(folder, List.of("sweep", "cancel", "small", "--runs", runs.toString()));
        assertThat(cancel.exitCode()).as(cancel.errors()).isZero();
        assertThat(command.exitCode()).as(command.errors()).isEqualTo(130);

        Command remove = Command.start(folder, List.of("sweep", "rm", "small", "--runs", runs.toString(), "--yes"));
        assertThat(remove.exitCode()).as(remove.errors()).isZero();
        assertThat(runs.resolve("sweep-small")).doesNotExist();
    }
}
