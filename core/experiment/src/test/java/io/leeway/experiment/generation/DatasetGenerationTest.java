package io.leeway.experiment.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.datasettools.DatasetChoiceException;
import io.leeway.datasettools.DatasetFormats;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.PlainFormat;
import io.leeway.datasettools.collection.CollectionTotals;
import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.config.SamplingConfig;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.experiment.trained.TrajectorySampling;
import io.leeway.spi.Component;
import io.leeway.spi.Components;
import io.leeway.spi.Plugin;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.Transitions;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Trajectories of five rows in an environment whose actions are within ±2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatasetGenerationTest {
    private static final String EXPERIMENT = """
            name: toy
            seeds: [3]
            environment: toy
            dataset: toy
            denoiser: {type: toy, updates: 10}
            sampler: toy
            agent: {type: toy, updates: 10}
            evaluation: {episodes: 2, every: 10}
            experience: {made: {type: synthetic}}
            """;
    private static final int COUNT = 2 * DatasetGeneration.PART + 7;

    /** The format of this test. */
    public static final class PlainPlugin implements Plugin {
        @Override
        public List<Component<?, ?>> components() {
            return List.of(
                    Component.of(DatasetFormat.class, "plain", "Lines", PlainFormat.Config.class, PlainFormat.class));
        }
    }

    private final Registry registry = Registry.of(new ToyPlugin(), new PlainPlugin());
    private Path folder = Path.of("");
    private Path run = Path.of("");

    @BeforeAll
    void train(@TempDir Path temporary) {
        folder = temporary;
        ExperimentConfig config =
                new Configurations(registry).parse(EXPERIMENT, "toy.yaml", List.of(), ExperimentConfig.class);
        run = ToyRuns.runner(registry, folder.resolve("runs"), Progress.NONE)
                .run(config)
                .directory();
    }

    private TrajectorySampling sampling(Progress progress) {
        return TrainedRun.open(ToyRuns.application(registry, folder, progress), run, List.of())
                .sampling(new TrainedRun.Choice(3, null, new SamplingConfig(null, null)));
    }

    private DatasetPath target(String name) {
        Components components = ComponentScope.of(registry)
                .components()
                .with(Progress.class, Progress.NONE)
                .with(RandomSource.class, RandomSource.of(0));
        return new DatasetFormats(registry, components).output(folder.resolve(name), null, List.of());
    }

    private CollectionTotals generate(String name, long seed, boolean replace, Progress progress) {
        try (TrajectorySampling sampling = sampling(progress)) {
            return new DatasetGeneration(sampling, progress)
                    .generate(new DatasetGeneration.Request(
                            COUNT, seed, target(name), replace, false, Map.of("leeway_version", "test")));
        }
    }

    @Test
    void itsEpisodesAreTheTransitionsOfItsParts() throws IOException {
        CollectionTotals totals = generate("a.plain", 9, false, Progress.NONE);
        assertThat(totals.episodes()).isEqualTo(COUNT);
        assertThat(totals.steps()).isEqualTo(4L * COUNT);
        try (TrajectorySampling sampling = sampling(Progress.NONE);
                EpisodeReader reader = target("a.plain").open()) {
            for (int part = 0; part < 3; part++) {
                int size = part < 2 ? DatasetGeneration.PART : 7;
                Transitions expected = sampling.sample(
                                size,
                                RandomSource.of(9).split("generate").split(part),
                                null,
                                null,
                                (amount, detail) -> {})
                        .trajectories()
                        .transitions();
                for (int i = 0; i < size; i++) {
                    Episode episode = java.util.Objects.requireNonNull(reader.next());
                    for (int step = 0; step < 4; step++) {
                        int row = i * 4 + step;
                        assertThat(episode.column(Episode.OBSERVATIONS).real(step))
                                .isEqualTo(expected.observations()[row]);
                        assertThat(episode.column(Episode.OBSERVATIONS).real(step + 1))
                                .isEqualTo(expected.nextObservations()[row]);
                        assertThat(episode.column(Episode.ACTIONS).real(step)).isEqualTo(2 * expected.actions()[row]);
                    }
                }
            }
            assertThat(reader.next()).isNull();
        }
        assertThat(Files.readAllLines(folder.resolve("a.plain")).get(0))
                .contains("leeway_version=test", "leeway_run=" + run.getFileName() + ", seed 3", "leeway_guidance=none")
                .contains("env_id=toy-v0", "leeway_seed=9", "closing_rows=true", "leeway_denoiser_sha256=")
                .doesNotContain(folder.toString());
    }

    @Test
    void stoppedAnywhereItGoesOnToTheSameBytes() throws IOException {
        generate("whole.plain", 4, false, Progress.NONE);
        byte[] whole = Files.readAllBytes(folder.resolve("whole.plain"));
        for (int at : new int[] {1, 2, 3, 4, 5, 100, COUNT - 1}) {
            String name = "stopped-" + at + ".plain";
            assertThatThrownBy(() -> generate(name, 4, false, new Stopping(at)))
                    .isInstanceOf(CancellationException.class);
            assertThat(folder.resolve(name)).doesNotExist();
            assertThatThrownBy(() -> generate(name, 5, false, Progress.NONE))
                    .isInstanceOf(DatasetChoiceException.class)
                    .hasMessageContaining("seed was 4 and is 5");
            generate(name, 4, false, Progress.NONE);
            assertThat(folder.resolve(name)).hasBinaryContent(whole);
            assertThat(folder.resolve(name + ".parts")).doesNotExist();
        }
    }

    @Test
    void whatIsThereIsReplacedOnlyWhereThatIsAskedFor() throws IOException {
        Files.writeString(folder.resolve("mine.plain"), "mine");
        assertThatThrownBy(() -> generate("mine.plain", 4, false, Progress.NONE))
                .isInstanceOf(DatasetChoiceException.class)
                .hasMessage(folder.resolve("mine.plain")
                        + " exists already. Choose another path, or replace it with --force.");
        assertThatThrownBy(() -> generate("mine.plain", 4, true, new Stopping(6)))
                .isInstanceOf(CancellationException.class);
        assertThat(folder.resolve("mine.plain")).hasContent("mine");
        generate("mine.plain", 4, true, Progress.NONE);
        generate("other.plain", 4, false, Progress.NONE);
        assertThat(folder.resolve("mine.plain")).hasSameBinaryContentAs(folder.resolve("other.plain"));
    }

    /** Asks to stop at a report. */
    private static final class Stopping implements Progress {
        private int left;

        Stopping(int reports) {
            left = reports;
        }

        @Override
        public Task begin(String title, long total, String unit) {
            return (amount, detail) -> {
                if (--left == 0) {
                    throw new CancellationException();
                }
            };
        }

        @Override
        public void say(String line) {}
    }
}
