package io.leeway.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.engine.EngineChoice;
import io.leeway.experiment.summary.Outcome;
import io.leeway.spi.Component;
import io.leeway.spi.Default;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.Progress;
import io.leeway.spi.Tracker;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Registry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with trackers: what they are told, and that nothing of the run depends on them. */
@Timeout(120)
class TrackedRunTest {
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
              real: {type: real}
              synthetic: {type: synthetic}
            """;

    @TempDir
    Path folder;

    private final Registry registry = Registry.of(new ToyPlugin(), new MoodyPlugin());
    private final Lines lines = new Lines();

    /** A plugin with a tracker. */
    private static final class MoodyPlugin implements Plugin {
        @Override
        public List<Component<?, ?>> components() {
            return List.of(Component.of(
                    Tracker.class, "moody", "Writes down what it is told", Mood.class, MoodyTracker.class));
        }
    }

    record Mood(@Default("works") String mood) {}

    /** A tracker that writes a line for each call into the run's folder, unless its mood is bad. */
    static final class MoodyTracker implements Tracker {
        private final Mood mood;
        private Path file = Path.of("");

        @Inject
        MoodyTracker(Mood mood) {
            this.mood = mood;
            if (mood.mood().equals("refuses")) {
                throw new LeewayException("The tracker moody has no server: set its uri");
            }
        }

        @Override
        public void begin(Run run) {
            file = run.folder().resolve("told.txt");
            note("begin " + run.name() + " " + run.parameters().get("agent.updates"));
        }

        @Override
        public void record(String series, long step, Map<String, Double> metrics) {
            if (mood.mood().equals("fails")) {
                throw new IllegalStateException("a bug");
            }
            while (mood.mood().equals("hangs")) {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) {
                    throw new LeewayException("Interrupted", e);
                }
            }
            note("record " + series + " " + step);
        }

        @Override
        public void histogram(String series, long step, String name, double[] values) {
            note("histogram " + series + " " + step + " " + name + " " + values.length);
        }

        @Override
        public void file(Path made) {
            note("file " + made.getFileName());
        }

        @Override
        public void end(Ending ending) {
            note("end " + ending);
        }

        private void note(String line) {
            try {
                Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ExperimentConfig config(String... settings) {
        return new Configurations(registry)
                .parse(
                        EXPERIMENT,
                        "toy.yaml",
                        Stream.of(settings).map(Setting::of).toList(),
                        ExperimentConfig.class);
    }

    private RunResult run(Path runs, ExperimentConfig config) {
        return new ExperimentRunner(ToyRuns.application(registry, runs, lines)).run(config);
    }

    private static List<String> told(RunResult result) throws IOException {
        return Files.readAllLines(result.directory().resolve("told.txt"));
    }

    private static List<Map<String, List<Double>>> figures(RunResult result) {
        return result.outcomes().stream().map(Outcome::figures).toList();
    }

    @Test
    void aTrackerIsToldOfEveryMetricOfTheReturnsOfEachEvaluationAndOfTheFiles() throws IOException {
        RunResult result = run(folder, config("trackers=[{type: moody}]"));

        List<String> told = told(result);
        String name = result.directory().getFileName().toString();
        assertThat(told.get(0)).isEqualTo("begin " + name + " 250");
        assertThat(told)
                .contains(
                        "record seed-3/denoiser 330",
                        "record seed-3/real 250",
                        "histogram seed-3/real 0 returns 7",
                        "histogram seed-3/real 60 returns 7",
                        "histogram seed-3/synthetic 250 returns 7")
                .endsWith("file report.html", "file manifest.json", "file metrics.jsonl", "end FINISHED");
        assertThat(told.stream().filter(line -> line.startsWith("record")))
                .hasSameSizeAs(Files.readAllLines(result.directory().resolve("metrics.jsonl")));
        assertThat(lines.said).noneMatch(line -> line.contains("tracker"));
    }

    /** Side by side: each thing once, as it comes, and in the end the metrics of the folder in the usual order. */
    @Test
    void stagesThatAreMadeSideBySideTellTheSameOnce() throws IOException {
        RunResult one = run(folder.resolve("one"), config("trackers=[{type: moody}]"));
        lines.said.clear();
        RunResult two = new ExperimentRunner(ToyRuns.application(registry, folder.resolve("two"), lines))
                .run(config("trackers=[{type: moody}]"), EngineChoice.local(2));

        assertThat(told(two)).containsExactlyInAnyOrderElementsOf(told(one)).endsWith("end FINISHED");
        assertThat(two.directory().resolve("metrics.jsonl"))
                .hasSameTextualContentAs(one.directory().resolve("metrics.jsonl"));
        assertThat(lines.said).noneMatch(line -> line.startsWith("Reusing"));
        RunResult again = new ExperimentRunner(ToyRuns.application(registry, folder.resolve("two"), lines))
                .run(config("trackers=[{type: moody}]"), EngineChoice.local(2));
        assertThat(figures(again)).isEqualTo(figures(one));
        assertThat(lines.said.stream().filter(line -> line.startsWith("Reusing")))
                .hasSize(4);
    }

    @Test
    void nothingOfARunDependsOnItsTrackers() throws IOException {
        RunResult without = run(folder, config());
        int stages = lines.said.size();
        for (String mood : List.of("works", "fails", "hangs")) {
            lines.said.clear();
            RunResult tracked = run(folder, config("trackers=[{type: moody, mood: " + mood + "}]"));
            assertThat(tracked.directory()).isEqualTo(without.directory());
            assertThat(figures(tracked)).isEqualTo(figures(without));
            assertThat(lines.said.stream().filter(line -> line.startsWith("Reusing")))
                    .hasSize(4);
        }
        assertThat(stages).isLessThan(4);
        assertThat(new ExperimentRunner(ToyRuns.application(registry, folder, lines))
                        .plan(config("trackers=[{type: moody}]"), Target.AGENTS))
                .allMatch(PlannedStage::finished);
    }

    @Test
    void aTrackerThatFailsIsOneWarningAndTheRestIsKept() throws IOException {
        RunResult result = run(folder, config("trackers=[{type: moody, mood: fails}]"));

        assertThat(lines.said.stream().filter(line -> line.contains("tracker")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("Warning: the tracker moody fails: java.lang.IllegalStateException: a bug."))
                .anySatisfy(line -> assertThat(line).contains("has not taken everything"));
        assertThat(result.directory().resolve("trackers/moody.spool.jsonl")).isNotEmptyFile();
        run(folder, config("trackers=[{type: moody}]"));
        assertThat(told(result)).contains("histogram seed-3/real 60 returns 7").endsWith("end FINISHED");
        assertThat(result.directory().resolve("trackers/moody.spool.jsonl")).doesNotExist();
    }

    @Test
    void aWrongConfigurationIsSaidBeforeAnythingIsMade() {
        assertThatThrownBy(() -> run(folder, config("trackers=[{type: moody, mood: refuses}]")))
                .isInstanceOf(LeewayException.class)
                .hasMessage("The tracker moody has no server: set its uri");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aTrackerIsToldHowARunThatDoesNotFinishEnded() throws IOException {
        Lines stopping = new Lines() {
            private int left = 10;

            @Override
            public Task begin(String title, long total, String unit) {
                return (amount, detail) -> {
                    if (left-- == 0) {
                        throw new CancellationException("asked to stop");
                    }
                };
            }
        };
        assertThatThrownBy(() -> new ExperimentRunner(ToyRuns.application(registry, folder, stopping))
                        .run(config("trackers=[{type: moody}]")))
                .isInstanceOf(CancellationException.class);
        RunResult result = run(folder, config("trackers=[{type: moody}]"));
        assertThat(told(result)).contains("end STOPPED").endsWith("end FINISHED");
        assertThatThrownBy(() -> run(folder, config("trackers=[{type: moody}]", "denoiser.fail-at=57", "name=other")))
                .isInstanceOf(LeewayException.class);
        List<Path> others = new ArrayList<>();
        try (Stream<Path> runs = Files.list(folder)) {
            runs.filter(path -> path.getFileName().toString().startsWith("other-"))
                    .forEach(others::add);
        }
        assertThat(Files.readAllLines(others.get(0).resolve("told.txt"))).endsWith("end FAILED");
    }

    /** Remembers what is said. */
    private static class Lines implements Progress {
        final List<String> said = new CopyOnWriteArrayList<>();

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
