package io.leeway.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.experiment.ToyAccelerator;
import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.config.DenoiserExperiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.config.SamplingConfig;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.experiment.trained.TrajectorySampling;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.Task;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.file.Json;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainDenoisersTest {
    private static final String EXPERIMENT = """
            name: toy
            seeds: [3, 4]
            environment: toy
            dataset: toy
            denoiser: {type: toy, updates: 200}
            sampler: toy
            agent: {type: toy, updates: 10}
            evaluation: {episodes: 2, every: 10}
            experience: {real: {type: real}, made: {type: synthetic}}
            """;

    @TempDir
    Path folder;

    private final Registry registry = Registry.of(new ToyPlugin());
    private final Configurations configurations = new Configurations(registry);
    private final List<String> said = new ArrayList<>();
    private final Progress saying = new Progress() {
        @Override
        public Task begin(String title, long total, String unit) {
            return (amount, detail) -> {};
        }

        @Override
        public void say(String line) {
            said.add(line);
        }
    };

    private ExperimentConfig experiment() {
        return configurations.parse(EXPERIMENT, "toy.yaml", List.of(), ExperimentConfig.class);
    }

    private ExperimentRunner runner() {
        return ToyRuns.runner(registry, folder, saying);
    }

    private Path run() {
        return ToyRuns.runner(registry, folder, saying).run(experiment()).directory();
    }

    @Test
    void theExperimentUsesWhatWasTrained() throws IOException {
        DenoiserResult result = runner().trainDenoisers(experiment(), List.of(4L));
        assertThat(result.denoisers()).hasSize(1);
        DenoiserResult.Trained trained = result.denoisers().get(0);
        assertThat(trained.reused()).isFalse();
        assertThat(trained.updates()).isEqualTo(200);
        assertThat(trained.metrics()).containsKeys("loss");
        assertThat(trained.trainingWindows()).isPositive();
        assertThat(trained.folder()).isDirectoryContaining(file -> file.endsWith("denoiser.npz"));
        assertThat(Json.read(result.directory().resolve("manifest.json")).get("finished"))
                .isNull();

        said.clear();
        assertThat(run()).isEqualTo(result.directory());
        assertThat(said)
                .contains("Reusing the dataset, seed 4", "Reusing the denoiser, seed 4")
                .doesNotContain("Reusing the denoiser, seed 3");

        String manifest = Files.readString(result.directory().resolve("manifest.json"));
        String metrics = Files.readString(result.directory().resolve("metrics.jsonl"));
        DenoiserResult again = runner().trainDenoisers(experiment(), List.of(3L, 4L));
        assertThat(again.denoisers()).extracting(DenoiserResult.Trained::reused).containsExactly(true, true);
        assertThat(result.directory().resolve("manifest.json")).hasContent(manifest);
        assertThat(result.directory().resolve("metrics.jsonl")).hasContent(metrics);
    }

    /** Its experience asks for none. */
    @Test
    void aFinishedRunWithoutADenoiserIsGivenOne() {
        ExperimentConfig real = configurations.parse(
                EXPERIMENT.replace(", made: {type: synthetic}", ""), "toy.yaml", List.of(), ExperimentConfig.class);
        Path directory = ToyRuns.runner(registry, folder, saying).run(real).directory();
        assertThat(directory.resolve("checkpoints/denoiser-seed-4")).doesNotExist();
        assertThat(runner().trainDenoisers(real, List.of(4L)).directory()).isEqualTo(directory);
        try (TrajectorySampling sampling = sampling(open(directory), 4)) {
            assertThat(sampling.horizon()).isEqualTo(5);
        }
    }

    @Test
    void aDenoiserAloneHasARunThatCanBeSampledFrom() {
        DenoiserExperiment config = configurations.parse(
                "",
                "test",
                List.of(
                        Setting.of("dataset=toy"),
                        Setting.of("denoiser={type: toy, updates: 10}"),
                        Setting.of("sampler=toy")),
                DenoiserExperiment.class);
        Path directory = runner().trainDenoisers(config, config.seeds()).directory();
        assertThat(TrainedRun.isRun(directory)).isTrue();
        TrainedRun denoiser = open(directory);
        assertThat(denoiser.agents()).isEmpty();
        assertThat(denoiser.seeds()).containsExactly(0L);
        try (TrajectorySampling sampling = sampling(denoiser, 0)) {
            assertThat(sampling.environments()).isNull();
            assertThat(sampling.horizon()).isEqualTo(5);
            assertThat(sampling.windows(sampling.dataset()).count()).isPositive();
        }
        assertThatThrownBy(() -> open(directory).agent(null))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("a denoiser that was trained without agents");
    }

    /** A user's own accelerator, in use or not. */
    @Test
    void whatAnAcceleratorMakesIsKeptApart() {
        Path directory = runner().trainDenoisers(experiment(), List.of(4L)).directory();

        DenoiserResult alike =
                runner(ToyAccelerator.plugin(ToyAccelerator.Idle.class)).trainDenoisers(experiment(), List.of(4L));
        assertThat(alike.directory()).isEqualTo(directory);
        assertThat(alike.denoisers()).extracting(DenoiserResult.Trained::reused).containsExactly(true);

        DenoiserResult other =
                runner(ToyAccelerator.plugin(ToyAccelerator.Busy.class)).trainDenoisers(experiment(), List.of(4L));
        assertThat(other.directory()).isNotEqualTo(directory);
        assertThat(other.denoisers()).extracting(DenoiserResult.Trained::reused).containsExactly(false);
        assertThat(Json.read(other.denoisers().get(0).folder().resolveSibling("artifact.json")))
                .extractingByKey("inputs")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("accelerators", Map.of("toy", "Abacus for AUTO"));
    }

    private ExperimentRunner runner(Plugin more) {
        return ToyRuns.runner(Registry.of(new ToyPlugin(), more), folder, saying);
    }

    private static TrajectorySampling sampling(TrainedRun denoiser, long seed) {
        return denoiser.sampling(new TrainedRun.Choice(seed, null, new SamplingConfig(null, null)));
    }

    private TrainedRun open(Path directory) {
        return TrainedRun.open(ToyRuns.application(registry, folder, Progress.NONE), directory, List.of());
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        Path directory = runner().trainDenoisers(experiment(), List.of(4L)).directory();
        TrainedRun denoiser = open(directory);
        assertThatThrownBy(() -> sampling(denoiser, 3))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining(directory + " has no denoiser-seed-3 in its checkpoints")
                .hasMessageContaining("'leeway train denoiser EXPERIMENT.yaml'");
        assertThat(denoiser.noAgent("maed"))
                .isEqualTo(directory + " has no agent 'maed'. Did you mean 'made'? There are: real, made.");
        assertThat(denoiser.noSeed(5)).isEqualTo(directory + " has no seed 5. There are: 3, 4.");
    }
}
