package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart at reduced size, from start to report, and what happens when it is stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickstartIT {
    private static final List<String> REDUCED = List.of(
            "dataset.steps=4000",
            "denoiser.width=8",
            "denoiser.updates=120",
            "denoiser.batch=16",
            "sampler.steps=6",
            "agent.updates=57",
            "evaluation.episodes=5",
            "evaluation.every=19",
            "experience.unguided.trajectories=64",
            "experience.unguided.refresh=19",
            "experience.guided.trajectories=64",
            "experience.guided.refresh=19",
            "experience.guided.background=true");

    private Path folder = Path.of("");
    private Path whole = Path.of("");
    private String wholeOutput = "";

    /** Runs the quickstart once without interruption: what the others are compared with. */
    @BeforeAll
    void runWhole(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        whole = folder.resolve("whole");
        Command command = Command.start(folder, arguments(whole));
        assertThat(command.exitCode()).as(command.errors()).isZero();
        wholeOutput = command.output();
    }

    private static List<String> arguments(Path runs, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("run", "../../examples/quickstart/experiment.yaml"));
        arguments.addAll(List.of("--runs", runs.toString(), "--json", "--checkpoint-every", "0"));
        REDUCED.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        Stream.of(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments;
    }

    @Test
    void endsWithFiguresForEveryExperienceAndAReport() throws IOException {
        JsonNode result = result(wholeOutput);

        assertThat(result.path("results"))
                .extracting(row -> row.path("experience").asText())
                .containsExactly("real", "unguided", "guided");
        assertThat(result.path("results")).allSatisfy(row -> {
            assertThat(row.path("normalized_score").path("values")).hasSize(2);
            assertThat(row.path("normalized_score").path("standard_error").isNumber())
                    .isTrue();
            assertThat(row.path("policy_log_likelihood").path("mean").asDouble())
                    .isNegative();
        });
        assertThat(result.at("/results/0/dynamics_error/mean").asDouble()).isLessThan(1e-6);
        assertThat(result.at("/results/2/network_evaluations/mean").asDouble()).isGreaterThan(5);
        Path report = Path.of(result.path("report").asText());
        assertThat(Files.readString(report)).contains("maze2d-umaze-v1", "guided");
        assertThat(report.resolveSibling("manifest.json")).isNotEmptyFile();
    }

    @Test
    void exportsATrainedPolicyWhole() throws IOException, InterruptedException {
        Path run = Path.of(result(wholeOutput).path("report").asText()).resolveSibling("");
        Path out = folder.resolve("served").resolve("1");
        List<String> arguments = List.of(
                "export", run.toString(), "--agent", "guided", "--seed", "1", "--out", out.toString(), "--json");
        Command export = Command.start(folder, arguments);

        assertThat(export.exitCode()).as(export.errors()).isZero();
        assertThat(out.resolve("saved_model.pb")).isNotEmptyFile();
        JsonNode policy = new ObjectMapper().readTree(Files.readString(out.resolve("policy.json")));
        assertThat(policy.path("algorithm").asText()).isEqualTo("td3-bc");
        assertThat(policy.path("seed").asLong()).isEqualTo(1);
        assertThat(policy.path("updates").asLong()).isEqualTo(57);
        assertThat(policy.path("observation_columns").asInt()).isEqualTo(4);
        assertThat(policy.path("action_columns").asInt()).isEqualTo(2);
        assertThat(result(export.output()).path("policy")).isEqualTo(policy);
        assertThat(out.getParent()).isDirectoryNotContaining(file -> !file.equals(out));
        Command again = Command.start(folder, arguments);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.errors()).contains(out + " exists already. Choose another folder with --out, or remove it.");
    }

    @Test
    void playsAnAgentsCheckpointAgain() throws IOException, InterruptedException {
        Path run = Path.of(result(wholeOutput).path("report").asText()).resolveSibling("");
        Path checkpoint = run.resolve("checkpoints").resolve("guided-seed-1");
        Command command = Command.start(
                folder, List.of("evaluate", checkpoint.toString(), "--environment-set", "layout=medium", "--json"));

        assertThat(command.exitCode()).as(command.errors()).isZero();
        JsonNode evaluation = result(command.output());
        assertThat(evaluation.path("agent").asText()).isEqualTo("guided");
        assertThat(evaluation.path("seed").asLong()).isEqualTo(1);
        assertThat(evaluation.path("environment").asText()).isEqualTo("maze2d-medium-v1");
    }

    @Test
    void killedAtAnyMomentItGoesOnToTheSameBytes() throws IOException, InterruptedException {
        assertSameAfterKills(folder.resolve("killed"), 4, 11);
    }

    @Test
    @Tag("full")
    void killedAgainAndAgainItGoesOnToTheSameBytes() throws IOException, InterruptedException {
        assertSameAfterKills(folder.resolve("killed-again"), 12, 12);
    }

    private void assertSameAfterKills(Path runs, int kills, long seed) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < kills; i++) {
            killAtWork(runs, random.nextLong(4_000));
        }
        assertSame(Command.start(folder, arguments(runs)), runs);
    }

    private void assertSame(Command last, Path runs) throws IOException, InterruptedException {
        assertThat(last.exitCode()).as(last.errors()).isZero();
        assertThat(comparable(result(last.output()))).isEqualTo(comparable(result(wholeOutput)));
        assertThat(bytes(runs.resolve("store"))).isEqualTo(bytes(whole.resolve("store")));
    }

    /**
     * Kills a run within a time after it has begun to train; one that ended before is begun anew, and killed earlier.
     */
    private void killAtWork(Path runs, long milliseconds) throws IOException, InterruptedException {
        long wait = milliseconds;
        for (int attempt = 0; attempt < 5; attempt++) {
            Command command = Command.start(folder, arguments(runs));
            command.awaitText("Training");
            if (command.killAfter(wait)) {
                return;
            }
            assertSame(command, runs);
            delete(runs);
            wait /= 2;
        }
        throw new AssertionError("No run was killed: every one had ended, the last within " + 2 * wait + " ms");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void controlCStopsCleanlyAndSaysHowToGoOn() throws IOException, InterruptedException {
        Command command = Command.start(folder, arguments(folder.resolve("interrupted")));
        command.awaitText("Training");
        command.interrupt();

        assertThat(command.exitCode()).as(command.errors()).isEqualTo(130);
        assertThat(command.errors())
                .containsIgnoringCase("the same command again")
                .doesNotContain("\tat ");
    }

    @Test
    void aLossThatIsNotFiniteNamesTheStageAndTheRemedy() throws IOException, InterruptedException {
        Path runs = folder.resolve("diverged");
        Command command = Command.start(folder, arguments(runs, "seeds=[0]", "denoiser.learning-rate=1e30"));

        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.errors())
                .contains(
                        "The denoiser, seed 0 failed",
                        "learning",
                        runs.resolve("store").toString())
                .doesNotContain("\tat ");
        Command again = Command.start(folder, arguments(runs, "seeds=[0]"));
        assertThat(again.exitCode()).as(again.errors()).isZero();
        assertThat(again.errors()).contains("Reusing the dataset, seed 0");
    }

    @Test
    void aFullDiskNamesTheStageAndLeavesNothingBroken() throws IOException, InterruptedException {
        Path runs = folder.resolve("full");
        Command command = Command.start(folder, List.of("ulimit -f 100"), arguments(runs, "seeds=[0]"));

        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.errors())
                .contains("The dataset, seed 0 failed", "File too large", "Free some space there")
                .doesNotContain("\tat ");
        Command again = Command.start(folder, arguments(runs, "seeds=[0]"));
        assertThat(again.exitCode()).as(again.errors()).isZero();
    }

    private static JsonNode result(String output) throws IOException {
        List<String> lines = output.strip().lines().toList();
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    /** Returns the figures, which no interruption may change, without those about time. */
    private static JsonNode comparable(JsonNode result) {
        JsonNode rows = result.path("results").deepCopy();
        rows.forEach(row -> ((ObjectNode) row).remove("transitions_per_s"));
        return rows;
    }

    /** Returns each file's hash by name, but for those about time. */
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
}
