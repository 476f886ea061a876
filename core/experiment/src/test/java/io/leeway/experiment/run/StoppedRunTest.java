package io.leeway.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.activity.ActivityFolder;
import io.leeway.experiment.activity.EventLog;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.engine.EngineChoice;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run leaves for others to see, and how they stop it. */
@Timeout(120)
final class StoppedRunTest {
    private static final String EXPERIMENT = """
            name: toy
            seeds: [3]
            environment: {type: toy}
            dataset: {type: toy}
            windows: {stride: 2, held-out: 0.25}
            denoiser: {type: toy, updates: 330, fail-at: -1}
            sampler: {type: toy}
            agent: {type: toy, updates: 250}
            evaluation: {episodes: 7, every: 60}
            experience:
              synthetic: {type: synthetic}
            """;

    @TempDir
    Path folder;

    private final Registry registry = Registry.of(new ToyPlugin());

    private ExperimentConfig config(String... settings) {
        List<Setting> set = Stream.of(settings).map(Setting::of).toList();
        return new Configurations(registry).parse(EXPERIMENT, "test", set, ExperimentConfig.class);
    }

    private Path runFolder() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(path -> path.getFileName().toString().startsWith("toy-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A progress that asks the run to stop while it trains, as another process does. */
    private final class Stopper implements Progress {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Task begin(String title, long total, String unit) {
            return new Task() {
                @Override
                public void advance(long amount, String detail) {
                    if (title.startsWith("Training") && asked.getAndIncrement() < 40) {
                        try {
                            assertThat(ActivityFolder.isActive(runFolder())).isTrue();
                            ActivityFolder.askToStop(runFolder());
                            Thread.sleep(50); // it is looked for once a second
                        } catch (IOException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void say(String line) {}
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anotherProcessStopsItAndTheSameCallGoesOn(int jobs) throws IOException {
        assertThatThrownBy(() -> ToyRuns.runner(registry, folder, new Stopper())
                        .run(config("denoiser.updates=100000"), EngineChoice.local(jobs)))
                .isInstanceOf(CancellationException.class);
        Path run = runFolder();
        assertThat(ActivityFolder.isActive(run)).isFalse();
        assertThat(run.resolve(ActivityFolder.CANCEL)).doesNotExist();
        assertThat(run.resolve(ActivityFolder.LOCK)).doesNotExist();
        assertThat(new EventLog(run).read().last().values())
                .anySatisfy(event -> assertThat(event).containsEntry("event", "finished"));
    }

    @Test
    void itTellsWhatBecomesOfEachStage() throws IOException {
        RunResult result = ToyRuns.runner(registry, folder, Progress.NONE).run(config());
        EventLog log = new EventLog(result.directory()).read();
        assertThat(log.last().values()).hasSize(3).allSatisfy(event -> assertThat(event)
                .containsEntry("event", "finished"));
        assertThat(log.last().keySet().stream().map(log::title))
                .containsExactlyInAnyOrder("dataset, seed 3", "denoiser, seed 3", "agent on synthetic, seed 3");
        ToyRuns.runner(registry, folder, Progress.NONE).run(config());
        assertThat(new EventLog(result.directory()).read().last().values())
                .allSatisfy(event -> assertThat(event).containsEntry("event", "reused"));
    }

    @Test
    void aStageThatFailsIsToldWithItsError() throws IOException {
        assertThatThrownBy(() -> ToyRuns.runner(registry, folder, Progress.NONE).run(config("denoiser.fail-at=100")));
        EventLog log = new EventLog(runFolder()).read();
        assertThat(log.last().values())
                .anySatisfy(event ->
                        assertThat(event).containsEntry("event", "failed").containsKey("error"));
    }

    @Test
    void ofTwoThatMakeTheSameRunBothComeToItsEnd() throws IOException {
        Path run = ToyRuns.runner(registry, folder, Progress.NONE).run(config()).directory();
        try (ActivityFolder other =
                ActivityFolder.open(run, java.time.Clock.systemUTC()).orElseThrow()) {
            assertThat(ToyRuns.runner(registry, folder, Progress.NONE)
                            .run(config())
                            .directory())
                    .isEqualTo(run);
            assertThat(other.stopIsAskedFor()).isFalse();
        }
    }

    @Test
    void metricsAreLeftBesideTheProgressWhileAStageIsMade() throws IOException {
        StringBuilder seen = new StringBuilder();
        Progress looking = new Progress() {
            @Override
            public Task begin(String title, long total, String unit) {
                return new Task() {
                    @Override
                    public void advance(long amount, String detail) {
                        try (Stream<Path> files = Files.walk(folder.resolve("store/.making"))) {
                            for (Path file : files.filter(path -> path.endsWith("metrics.jsonl")
                                            && !path.toString().contains("checkpoints"))
                                    .toList()) {
                                seen.append(Files.readString(file));
                            }
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }

                    @Override
                    public void close() {}
                };
            }

            @Override
            public void say(String line) {}
        };
        ToyRuns.runner(registry, folder, looking).run(config());
        assertThat(seen).contains("{\"series\":\"seed-3/synthetic\",\"event\":\"evaluation\",\"step\":60,");
    }
}
