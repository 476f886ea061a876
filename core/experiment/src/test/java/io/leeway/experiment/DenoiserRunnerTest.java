package io.leeway.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.file.Json;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenoiserRunnerTest {
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

    private DenoiserRunner runner() {
        return new DenoiserRunner(registry, folder, saying, Duration.ZERO);
    }

    private Path run() {
        return new ExperimentRunner(registry, folder, saying, Duration.ZERO)
                .run(experiment())
                .directory();
    }

    @Test
    void theExperimentUsesWhatWasTrained() throws IOException {
        DenoiserResult result = runner().run(experiment(), List.of(4L));
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
        DenoiserResult again = runner().run(experiment(), List.of(3L, 4L));
        assertThat(again.denoisers()).extracting(DenoiserResult.Trained::reused).containsExactly(true, true);
        assertThat(result.directory().resolve("manifest.json")).hasContent(manifest);
        assertThat(result.directory().resolve("metrics.jsonl")).hasContent(metrics);
    }

    /** Its experience asks for none. */
    @Test
    void aFinishedRunWithoutADenoiserIsGivenOne() {
        ExperimentConfig real = configurations.parse(
                EXPERIMENT.replace(", made: {type: synthetic}", ""), "toy.yaml", List.of(), ExperimentConfig.class);
        Path directory = new ExperimentRunner(registry, folder, saying, Duration.ZERO)
                .run(real)
                .directory();
        assertThat(directory.resolve("checkpoints/denoiser-seed-4")).doesNotExist();
        assertThat(runner().run(real, List.of(4L)).directory()).isEqualTo(directory);
        try (TrajectorySampling sampling = sampling(TrainedDenoiser.open(registry, directory), 4)) {
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
        Path directory = runner().run(config).directory();
        assertThat(TrainedRun.isRun(directory)).isTrue();
        TrainedDenoiser denoiser = TrainedDenoiser.open(registry, directory);
        assertThat(denoiser.agents()).isEmpty();
        assertThat(denoiser.seeds()).containsExactly(0L);
        try (TrajectorySampling sampling = sampling(denoiser, 0)) {
            assertThat(sampling.environments()).isNull();
            assertThat(sampling.horizon()).isEqualTo(5);
            assertThat(sampling.windows(sampling.dataset()).count()).isPositive();
        }
        assertThatThrownBy(() -> TrainedRun.open(registry, directory, List.of()))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("a denoiser that was trained without agents");
    }

    /** A user's own accelerator, in use or not. */
    @Test
    void whatAnAcceleratorMakesIsKeptApart() {
        Path directory = runner().run(experiment(), List.of(4L)).directory();

        DenoiserResult alike =
                runner(ToyAccelerator.plugin(ToyAccelerator.Idle.class)).run(experiment(), List.of(4L));
        assertThat(alike.directory()).isEqualTo(directory);
        assertThat(alike.denoisers()).extracting(DenoiserResult.Trained::reused).containsExactly(true);

        DenoiserResult other =
                runner(ToyAccelerator.plugin(ToyAccelerator.Busy.class)).run(experiment(), List.of(4L));
        assertThat(other.directory()).isNotEqualTo(directory);
        assertThat(other.denoisers()).extracting(DenoiserResult.Trained::reused).containsExactly(false);
        assertThat(Json.read(other.denoisers().get(0).folder().resolveSibling("artifact.json")))
                .extractingByKey("inputs")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("accelerators", Map.of("toy", "Abacus for AUTO"));
    }

    private DenoiserRunner runner(Plugin more) {
        return new DenoiserRunner(Registry.of(new ToyPlugin(), more), folder, saying, Duration.ZERO);
    }

    private static TrajectorySampling sampling(TrainedDenoiser denoiser, long seed) {
        return denoiser.sampling(
                new TrainedDenoiser.Choice(seed, null, new SamplingConfig(null, null)), Device.CPU, Progress.NONE);
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        Path directory = runner().run(experiment(), List.of(4L)).directory();
        TrainedDenoiser denoiser = TrainedDenoiser.open(registry, directory);
        assertThatThrownBy(() -> sampling(denoiser, 3))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining(directory + " has no denoiser-seed-3 in its checkpoints")
                .hasMessageContaining("'leeway train denoiser EXPERIMENT.yaml'");
        assertThat(denoiser.noAgent("maed"))
                .isEqualTo(directory + " has no agent 'maed'. Did you mean 'made'? There are: real, made.");
        assertThat(denoiser.noSeed(5)).isEqualTo(directory + " has no seed 5. There are: 3, 4.");
    }
}
