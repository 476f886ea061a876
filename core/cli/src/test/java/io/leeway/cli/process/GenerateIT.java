package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.experiment.config.SamplingConfig;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.trained.RunPolicies;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.experiment.trained.TrajectorySampling;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A small denoiser is trained, sampled from and made datasets with; and others read these. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GenerateIT {
    private static final List<String> REDUCED = List.of(
            "seeds=[0]",
            "dataset.steps=4000",
            "denoiser.width=8",
            "denoiser.updates=100",
            "denoiser.batch=16",
            "sampler.steps=6",
            "agent.updates=19",
            "evaluation.episodes=2",
            "evaluation.every=19",
            "experience.unguided.trajectories=64",
            "experience.guided.trajectories=64");
    private static final int PART = 512;
    private static final int COUNT = 3 * PART + 100;

    private final ObjectMapper json = new ObjectMapper();
    private Path folder = Path.of("");
    private Path run = Path.of("");
    private Path whole = Path.of("");

    @BeforeAll
    void train(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        List<String> arguments =
                new ArrayList<>(List.of("train", "denoiser", "../../examples/quickstart/experiment.yaml"));
        arguments.addAll(List.of("--runs", folder.resolve("runs").toString(), "--json", "--checkpoint-every", "0"));
        REDUCED.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        Command killed = Command.start(folder, arguments);
        killed.awaitText("Training denoiser");
        killed.killAfter(700);
        JsonNode result = json.readTree(succeed(arguments));
        assertThat(result.at("/denoisers/0/updates").asInt()).isEqualTo(100);
        assertThat(result.at("/denoisers/0/windows_per_s").asDouble()).isPositive();
        run = Path.of(result.path("directory").asText());
        whole = folder.resolve("whole.hdf5");
        succeed(generate(whole));
    }

    private String succeed(List<String> arguments) throws IOException, InterruptedException {
        Command command = Command.start(folder, arguments);
        assertThat(command.exitCode()).as(command.errors()).isZero();
        return command.output();
    }

    private List<String> generate(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("generate", run.toString(), "--out", out.toString()));
        arguments.addAll(List.of("--count", Integer.toString(COUNT), "--seed", "5", "--json"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    @Test
    void killedAtAnyMomentItGoesOnToTheSameBytes() throws IOException, InterruptedException {
        Path killed = Files.createDirectory(folder.resolve("other")).resolve("whole.hdf5");
        SplittableRandom random = new SplittableRandom(7);
        long limit = 1500;
        for (int kills = 0; kills < 3; ) {
            Command command = Command.start(folder, generate(killed));
            command.awaitText("Sampling trajectories");
            if (command.killAfter(random.nextLong(limit))) {
                kills++;
                continue;
            }
            assertThat(Files.mismatch(whole, killed)).isEqualTo(-1);
            Files.delete(killed);
            limit /= 2;
            assertThat(limit).as("none was killed before it had ended").isPositive();
        }
        if (!Files.exists(killed)) {
            succeed(generate(killed));
        }
        assertThat(Files.mismatch(whole, killed)).isEqualTo(-1);
        assertThat(killed.resolveSibling("whole.hdf5.parts")).doesNotExist();
    }

    @Test
    void whatIsThereIsNotWrittenOver() throws IOException, InterruptedException {
        Command again = Command.start(folder, generate(whole));
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.errors()).contains("exists already", "--force").doesNotContain("\tat ");
    }

    @Test
    void aFullDiskIsSaidAndLeavesWhatCanBeGoneOnWith() throws IOException, InterruptedException {
        Path out = folder.resolve("full.hdf5");
        Command command = Command.start(folder, List.of("ulimit -f 300"), generate(out));
        assertThat(command.exitCode()).as(command.errors()).isEqualTo(1);
        assertThat(command.errors()).contains("File too large").doesNotContain("\tat ");
        assertThat(out).doesNotExist();
        succeed(generate(out));
        assertThat(Files.mismatch(whole, out)).isEqualTo(-1);
    }

    @Test
    void otherReadersHaveTheTransitionsThatWereSampled() throws Exception {
        Map<String, String> expected = digests();
        JsonNode read = python("d4rl", whole.toString());
        for (String way : List.of("with_next", "without_next", "by_episode")) {
            expected.forEach(
                    (name, digest) -> assertThat(read.path(way).path(name).asText())
                            .as(way + " " + name)
                            .isEqualTo(digest));
        }
        assertThat(read.path("types").path("terminals").asText()).isEqualTo("bool");
        assertThat(read.path("types").path("actions").asText()).isEqualTo("float32");
        assertThat(read.path("attributes").path("env_id").asText()).isEqualTo("maze2d-umaze-v1");
        assertThat(read.path("attributes").path("leeway_sampler").asText()).contains("sde-dpm-solver-pp");

        succeed(generate(folder.resolve("maze/synthetic-v0"), "--to", "minari"));
        JsonNode minari = python("minari", "maze/synthetic-v0");
        expected.forEach(
                (name, digest) -> assertThat(minari.path("episodes").path(name).asText())
                        .as("minari " + name)
                        .isEqualTo(digest));
    }

    private JsonNode python(String... arguments) throws IOException, InterruptedException, URISyntaxException {
        Path script = Path.of(Objects.requireNonNull(GenerateIT.class.getResource("synthetic_datasets.py"))
                .toURI());
        List<String> line = new ArrayList<>(List.of(Python.required().toString(), script.toString()));
        line.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "python", ".txt");
        Path errors = Files.createTempFile(folder, "python", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("MINARI_DATASETS_PATH", folder.toString());
        Process process = builder.start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return json.readTree(Files.readString(output));
    }

    /** Returns the SHA-256 of each column of the transitions that are sampled here, part by part. */
    private Map<String, String> digests() throws NoSuchAlgorithmException {
        Map<String, MessageDigest> digests = Map.of(
                "observations",
                sha256(),
                "actions",
                sha256(),
                "rewards",
                sha256(),
                "next_observations",
                sha256(),
                "terminals",
                sha256());
        Application application =
                RunPolicies.application(Application.Settings.of(Registry.load(null), Progress.NONE, Device.AUTO));
        try (TrainedRun opened = TrainedRun.open(application, run, List.of());
                TrajectorySampling sampling =
                        opened.sampling(new TrainedRun.Choice(0, null, new SamplingConfig(null, null)))) {
            for (int part = 0; part * PART < COUNT; part++) {
                RandomSource random = RandomSource.of(5).split("generate").split(part);
                Transitions made = sampling.sample(
                                Math.min(PART, COUNT - part * PART), random, null, null, (amount, detail) -> {})
                        .trajectories()
                        .transitions();
                add(digests, "observations", made.observations());
                add(digests, "actions", made.actions());
                add(digests, "rewards", made.rewards());
                add(digests, "next_observations", made.nextObservations());
                add(digests, "terminals", made.terminals());
            }
        }
        Map<String, String> texts = new java.util.TreeMap<>();
        digests.forEach((name, digest) -> texts.put(name, HexFormat.of().formatHex(digest.digest())));
        return texts;
    }

    private static MessageDigest sha256() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256");
    }

    private static void add(Map<String, MessageDigest> digests, String name, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Objects.requireNonNull(digests.get(name)).update(bytes);
    }

    @Test
    void itIsSoundAndAnExperimentTrainsOnIt() throws IOException, InterruptedException {
        JsonNode verified = json.readTree(succeed(List.of("dataset", "verify", whole.toString(), "--json")));
        assertThat(verified.toString()).doesNotContain("\"problem\":true");
        Path experiment = folder.resolve("experiment.yaml");
        Files.writeString(experiment, """
                name: on-synthetic
                environment: {type: maze2d, layout: umaze}
                dataset: {type: d4rl-hdf5, path: %s}
                agent: {type: td3-bc, updates: 50}
                evaluation: {episodes: 2, every: 50}
                experience: {synthetic: {type: real}}
                """.formatted(whole));
        JsonNode result = json.readTree(succeed(List.of(
                "run",
                experiment.toString(),
                "--json",
                "--runs",
                folder.resolve("on").toString())));
        assertThat(result.at("/results/0/experience").asText()).isEqualTo("synthetic");
    }

    @Test
    void aFewAreSampledAndDrawn() throws IOException, InterruptedException {
        Path picture = folder.resolve("samples.png");
        Path out = folder.resolve("samples.npz");
        List<String> sample = List.of("sample", run.toString(), "--json", "--picture", picture.toString());
        List<String> first = new ArrayList<>(sample);
        first.addAll(List.of("--out", out.toString(), "--first-observation", "1.5,1.25,0,0"));
        JsonNode figures = json.readTree(succeed(first));
        assertThat(figures.path("network_evaluations").asInt()).isEqualTo(6);
        assertThat(figures.path("dynamics_error").isNumber()).isTrue();
        assertThat(figures.path("transitions").asInt()).isEqualTo(16 * 31);
        assertThat(picture).isNotEmptyFile();
        float[] observations = io.leeway.spi.support.NumpyArchive.read(out).floats("observations");
        for (int i = 0; i < 16; i++) {
            assertThat(observations[i * 32 * 4]).isCloseTo(1.5f, org.assertj.core.api.Assertions.within(1e-4f));
            assertThat(observations[i * 32 * 4 + 1]).isCloseTo(1.25f, org.assertj.core.api.Assertions.within(1e-4f));
        }
        List<String> started = new ArrayList<>(sample);
        started.addAll(List.of("--sigma", "0.01"));
        JsonNode close = json.readTree(succeed(started));
        assertThat(close.path("dynamics_error").asDouble())
                .as("windows of the data that are hardly noised are nearly true to the environment")
                .isLessThan(figures.path("dynamics_error").asDouble());
    }

    @Test
    void samplersAreComparedAndMeasuredOnce() throws IOException, InterruptedException {
        Path curves = folder.resolve("curves.yaml");
        Files.writeString(curves, """
                name: Two samplers
                count: 64
                curves:
                  heun: [{sampler: {type: heun, steps: 8}}]
                  sde: [{sampler: {type: sde-dpm-solver-pp, steps: 2}}, {sampler: {type: sde-dpm-solver-pp, steps: 6}}]
                """);
        List<String> arguments = List.of(
                "compare",
                run.toString(),
                curves.toString(),
                "--out",
                folder.resolve("compared").toString(),
                "--json");
        String first = succeed(arguments);
        JsonNode points = json.readTree(first).path("points");
        assertThat(points).hasSize(3);
        assertThat(points.path(0).path("network_evaluations").asInt()).isEqualTo(15);
        assertThat(points.path(2).path("point").asText()).isEqualTo("steps 6");
        assertThat(points.path(2).path("network_evaluations").asInt()).isEqualTo(6);
        points.forEach(point -> assertThat(point.path("dynamics_error").asDouble())
                .as(point.toString())
                .isPositive());
        assertThat(folder.resolve("compared/report.html")).content().contains("Wasserstein-1 against evaluations");
        // Speed is part of what is kept, so that equal output means that nothing was sampled anew.
        assertThat(succeed(arguments)).isEqualTo(first);
    }
}
