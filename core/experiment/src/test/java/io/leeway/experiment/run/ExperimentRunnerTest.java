package io.leeway.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.experiment.ToyDenoiser;
import io.leeway.experiment.ToyDynamics;
import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.config.AgentSection;
import io.leeway.experiment.config.Denoising;
import io.leeway.experiment.config.EvaluationConfig;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.config.WindowsConfig;
import io.leeway.experiment.summary.Outcome;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentRunnerTest {
    @TempDir
    Path folder;

    private static ExperimentConfig config(ToyDenoiser.Config denoiser) {
        return config(denoiser, Device.CPU, new Configured<>(Environments.class, "toy", new ToyPlugin.Nothing()));
    }

    private static ExperimentConfig config(
            ToyDenoiser.Config denoiser, Device device, @Nullable Configured<Environments> environment) {
        Map<String, Configured<ExperienceSource>> experience = new LinkedHashMap<>();
        experience.put("real", new Configured<>(ExperienceSource.class, "real", new ToyPlugin.Nothing()));
        experience.put("synthetic", new Configured<>(ExperienceSource.class, "synthetic", new ToyPlugin.Nothing()));
        return new ExperimentConfig(
                "toy",
                new Denoising(
                        List.of(3L, 4L),
                        device,
                        environment,
                        new Configured<>(DatasetSource.class, "toy", new ToyPlugin.Nothing()),
                        new WindowsConfig(2, 0.25),
                        new Configured<>(Denoiser.class, "toy", denoiser),
                        new Configured<>(Sampler.class, "toy", new ToyPlugin.Nothing()),
                        new Configured<>(Dynamics.class, "pets", new ToyDynamics.Config(240, -1, 240))),
                new AgentSection(new Configured<>(Agent.class, "toy", new ToyPlugin.Nothing()), 250),
                new EvaluationConfig(7, 60, 256, 3),
                experience,
                List.of());
    }

    private static ExperimentConfig config() {
        return config(new ToyDenoiser.Config(330, -1));
    }

    private static RunResult run(ExperimentConfig config, Path runs, Progress progress) {
        return new ExperimentRunner(ToyRuns.application(Registry.of(new ToyPlugin()), runs, progress, config.device()))
                .run(config);
    }

    @Test
    void aRunEndsWithAFigureForEveryExperienceAndSeed() {
        RunResult result = run(config(), folder, Progress.NONE);

        assertThat(result.outcomes()).extracting(Outcome::entry).containsExactly("real", "synthetic");
        assertThat(result.outcomes()).allSatisfy(outcome -> {
            assertThat(outcome.figures().get("normalized_score")).hasSize(2);
            assertThat(outcome.figures().get("dynamics_error")).hasSize(2);
        });
        assertThat(result.outcomes().get(0).figures().get("dynamics_error"))
                .allSatisfy(error -> assertThat(error).isLessThan(1e-10));
        assertThat(result.outcomes().get(1).figures().get("dynamics_error"))
                .allSatisfy(error -> assertThat(error).isGreaterThan(1e-4));
        assertThat(result.report()).isNotEmptyFile();
        assertThat(result.directory().resolve("manifest.json")).isNotEmptyFile();
        assertThat(result.directory().resolve("checkpoints/synthetic-seed-4/summary.json"))
                .isNotEmptyFile();
    }

    @Test
    void withoutAnEnvironmentAgentsAreTrainedAndNotEvaluated() throws IOException {
        RunResult result = run(config(new ToyDenoiser.Config(330, -1), Device.CPU, null), folder, Progress.NONE);

        assertThat(result.outcomes()).allSatisfy(outcome -> assertThat(outcome.figures())
                .containsKeys("policy_log_likelihood", "wasserstein")
                .doesNotContainKeys("return", "normalized_score", "dynamics_error"));
        assertThat(Files.readString(result.report())).contains("2 seeds, not evaluated, 250 updates");
        TrainedRun trained = TrainedRun.open(
                ToyRuns.application(Registry.of(new ToyPlugin()), folder, Progress.NONE),
                result.directory(),
                List.of());
        assertThatThrownBy(() -> trained.open("real", 3).evaluate(trained.quota(1), null))
                .isInstanceOf(LeewayException.class)
                .hasMessage(result.directory() + " was trained without an environment: name the one to play in with"
                        + " --environment, or estimate its return from data with 'leeway estimate'");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 20})
    void anInterruptedRunEndsWithTheSameBytes(int advances) throws IOException {
        RunResult whole = run(config(), folder.resolve("whole"), Progress.NONE);
        Path pieces = folder.resolve("pieces");
        int interruptions = 0;
        RunResult resumed = null;
        while (resumed == null) {
            try {
                resumed = run(config(), pieces, new StopsAfter(advances + interruptions));
            } catch (CancellationException e) {
                interruptions++;
            }
        }

        assertThat(interruptions).isGreaterThan(2);
        assertThat(bytes(pieces.resolve("store"))).isEqualTo(bytes(folder.resolve("whole/store")));
        assertThat(resumed.directory().resolve("metrics.jsonl"))
                .hasSameTextualContentAs(whole.directory().resolve("metrics.jsonl"));
        assertThat(resumed.outcomes())
                .extracting(Outcome::figures)
                .isEqualTo(whole.outcomes().stream().map(Outcome::figures).toList());
    }

    @Test
    void stagesAreListedWithTheirInputsAndNoneIsExecuted() {
        ExperimentRunner runner = ToyRuns.runner(Registry.of(new ToyPlugin()), folder, Progress.NONE);

        List<PlannedStage> before = runner.plan(config(), Target.AGENTS);

        assertThat(folder).isEmptyDirectory();
        assertThat(before)
                .extracting(PlannedStage::name)
                .containsExactly(
                        "dataset-seed-3",
                        "real-seed-3",
                        "denoiser-seed-3",
                        "synthetic-seed-3",
                        "dataset-seed-4",
                        "real-seed-4",
                        "denoiser-seed-4",
                        "synthetic-seed-4");
        assertThat(before).noneMatch(PlannedStage::finished);
        assertThat(before.get(3).inputs()).containsExactly("dataset-seed-3", "denoiser-seed-3");
        RunResult result = run(config(), folder, Progress.NONE);
        assertThat(runner.plan(config(), Target.AGENTS)).allSatisfy(stage -> {
            assertThat(stage.finished()).isTrue();
            Path link = result.directory().resolve("checkpoints").resolve(stage.name());
            assertThat(link.toRealPath())
                    .isEqualTo(folder.resolve("store").resolve(stage.id()).toRealPath());
        });
    }

    @Test
    void aGpuThatIsDemandedAndNotThereEndsTheRunBeforeAnythingIsMade() {
        assertThatThrownBy(() -> run(config(new ToyDenoiser.Config(330, -1), Device.GPU, null), folder, Progress.NONE))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("A toy computes on no GPU. Choose the CPU.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsThereIsReused() {
        run(config(), folder, Progress.NONE);
        Lines lines = new Lines();

        run(config(), folder, lines);

        assertThat(lines.said)
                .containsExactly(
                        "Reusing the dataset, seed 3",
                        "Reusing the agent on real, seed 3",
                        "Reusing the denoiser, seed 3",
                        "Reusing the agent on synthetic, seed 3",
                        "Reusing the dataset, seed 4",
                        "Reusing the agent on real, seed 4",
                        "Reusing the denoiser, seed 4",
                        "Reusing the agent on synthetic, seed 4");
    }

    @Test
    void aFailingStageIsNamedAndEarlierOnesAreKept() {
        ExperimentConfig failing = config(new ToyDenoiser.Config(330, 57));

        assertThatThrownBy(() -> run(failing, folder, Progress.NONE))
                .isInstanceOf(LeewayException.class)
                .hasMessageMatching(
                        "The denoiser, seed 3 failed: the loss is NaN at update 57: lower the learning rate\\."
                                + " The denoiser as it was after update 50 is kept in "
                                + folder.resolve("store/.making")
                                + "/[^/]*/checkpoints/50/denoiser; with another configuration"
                                + " the training begins anew\\. What was finished before is kept in "
                                + folder.resolve("store")
                                + "; the same command goes on from there\\.");
        Lines lines = new Lines();
        run(config(), folder, lines);
        assertThat(lines.said).contains("Reusing the dataset, seed 3", "Reusing the agent on real, seed 3");
    }

    @Test
    void aFileInTheWayOfTheRunsFolderIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> run(config(), file, Progress.NONE))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("a file is in the way of the folder");
    }

    @Test
    void aDamagedArtifactIsNamedWithTheRemedy() throws IOException {
        RunResult result = run(config(), folder, Progress.NONE);
        Path artifact =
                result.directory().resolve("checkpoints/denoiser-seed-3").toRealPath();
        Path file = artifact.resolve("denoiser/denoiser.npz");
        Files.write(file, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> run(config(), folder, Progress.NONE))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("The denoiser, seed 3 in " + folder.resolve("store"))
                .hasMessageContaining("is damaged: [denoiser/denoiser.npz] missing or of another size. Delete that"
                        + " folder and run the same command again: it is made anew.");
    }

    /** Returns every file's bytes by name, but for those about time. */
    private static Map<String, List<Byte>> bytes(Path store) throws IOException {
        Map<String, List<Byte>> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = store.relativize(file).toString();
                if (!name.endsWith("timings.json") && !name.endsWith("artifact.json") && !name.contains(".making")) {
                    List<Byte> content = new ArrayList<>();
                    for (byte octet : Files.readAllBytes(file)) {
                        content.add(octet);
                    }
                    bytes.put(name, content);
                }
            }
        }
        assertThat(bytes).isNotEmpty();
        return bytes;
    }

    /** Asks to stop after some advances. */
    private static final class StopsAfter implements Progress {
        private int left;

        StopsAfter(int left) {
            this.left = left;
        }

        @Override
        public Task begin(String title, long total, String unit) {
            return (amount, detail) -> {
                if (left-- <= 0) {
                    throw new CancellationException("asked to stop");
                }
            };
        }

        @Override
        public void say(String line) {}
    }

    /** Remembers what is said. */
    private static final class Lines implements Progress {
        private final List<String> said = new ArrayList<>();

        @Override
        public Task begin(String title, long total, String unit) {
            return (amount, detail) -> {};
        }

        @Override
        public void say(String line) {
            said.add(line);
        }
    }
}
