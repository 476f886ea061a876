package io.leeway.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.activity.ActivityFolder;
import io.leeway.experiment.catalog.ListedRun;
import io.leeway.experiment.catalog.SweepRemoval;
import io.leeway.experiment.catalog.Unreferenced;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.sweep.SweepStatus.State;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SweepRunnerTest {
    private static final String SWEEP = """
            name: toys
            experiment: experiment.yaml
            axes:
              updates: {path: agent.updates, values: [60, 120]}
              stride: {path: windows.stride, values: [2, 3]}
            """;
    private static final String FAILING = """
            name: toys
            experiment: experiment.yaml
            axes:
              stride: {path: windows.stride, values: [2, 3]}
              fail: {path: denoiser.fail-at, values: [100, -1]}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("experiment.yaml"), SweepTest.EXPERIMENT.replace(", steps: 240", ""));
    }

    private Sweep sweep(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("sweep.yaml"), yaml);
        return Sweep.load(new Configurations(Registry.of(new ToyPlugin())), file, List.of(), 1000);
    }

    private SweepRunner runner(String runs, Progress progress) {
        return new SweepRunner(application(runs, progress));
    }

    private Application application(String runs, Progress progress) {
        return ToyRuns.application(Registry.of(new ToyPlugin()), folder.resolve(runs), progress);
    }

    /** Returns the digest of every file of a store by name, but for those about time. */
    private Map<String, List<Byte>> bytes(String runs) throws IOException {
        Map<String, List<Byte>> bytes = new TreeMap<>();
        Path store = folder.resolve(runs).resolve("store");
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = store.relativize(file).toString();
                if (!name.endsWith("timings.json") && !name.endsWith("artifact.json") && !name.contains(".making")) {
                    byte[] read = Files.readAllBytes(file);
                    bytes.put(name, new java.util.AbstractList<>() {
                        @Override
                        public Byte get(int index) {
                            return read[index];
                        }

                        @Override
                        public int size() {
                            return read.length;
                        }
                    });
                }
            }
        }
        assertThat(bytes).isNotEmpty();
        return bytes;
    }

    @Test
    void stagesThatSeveralJobsWantAreMadeOnceAndTheNumberOfJobsChangesNoByte() throws IOException {
        SweepOutcome one = runner("one", Progress.NONE).run(sweep(SWEEP), 1);
        SweepOutcome three = runner("three", Progress.NONE).run(sweep(SWEEP), 3);

        assertThat(one.failed()).isEmpty();
        // Two datasets, two seeds of two strides of denoisers, and of two lengths of agents: real ones need no
        // denoiser.
        assertThat(one.plan().graph().nodes()).hasSize(2 + 4 + 2 * 2 + 2 * 4);
        assertThat(bytes("three")).isEqualTo(bytes("one"));
        assertThat(three.plan().jobs()).allSatisfy(job -> {
            assertThat(job.folder().resolve("report.html")).isNotEmptyFile();
            assertThat(job.folder().resolve("metrics.jsonl"))
                    .hasSameTextualContentAs(folder.resolve("one")
                            .resolve(job.folder().getFileName())
                            .resolve("metrics.jsonl"));
        });
    }

    @Test
    void aJobThatFailsIsRecordedTheOthersGoOnAndItIsTriedAgain() throws IOException {
        SweepOutcome outcome = runner("runs", Progress.NONE).run(sweep(FAILING), 2);

        assertThat(outcome.failed()).hasSize(2);
        assertThat(outcome.failed().values()).allSatisfy(error -> assertThat(error)
                .containsPattern("The denoiser, seed [34] failed: the loss is NaN at update 100"));
        SweepStatus status = SweepStatus.of(outcome.folder());
        assertThat(status.running()).isFalse();
        assertThat(status.jobs())
                .extracting(SweepStatus.Job::state)
                .containsExactly(State.FAILED, State.FINISHED, State.FAILED, State.FINISHED);
        assertThat(status.jobs().get(0).error()).contains("the loss is NaN at update 100");

        AtomicInteger begun = new AtomicInteger();
        SweepOutcome again = runner("runs", new Counting(begun)).run(sweep(FAILING), 1);
        assertThat(again.failed()).hasSize(2);
        assertThat(again.plan().jobs().stream().filter(SweepPlan.Planned::finished))
                .hasSize(2);
    }

    @Test
    void whatIsFinishedIsNotDoneAgain() throws IOException {
        runner("runs", Progress.NONE).run(sweep(SWEEP), 2);
        AtomicInteger begun = new AtomicInteger();

        SweepOutcome again = runner("runs", new Counting(begun)).run(sweep(SWEEP), 2);

        assertThat(again.plan().open()).isEmpty();
        assertThat(begun).as("pieces of work, but for planning").hasValue(1);
        assertThat(SweepStatus.of(again.folder()).count(State.FINISHED)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 40})
    void aSweepThatIsInterruptedAnywhereEndsWithTheSameBytes(int advances) throws IOException {
        runner("whole", Progress.NONE).run(sweep(SWEEP), 1);
        int interruptions = 0;
        while (true) {
            try {
                runner("pieces", new Counting(new AtomicInteger(), advances + 8 * interruptions))
                        .run(sweep(SWEEP), 2);
                break;
            } catch (CancellationException stopped) {
                interruptions++;
            }
        }

        assertThat(interruptions).isPositive();
        assertThat(bytes("pieces")).isEqualTo(bytes("whole"));
    }

    @Test
    void oneProcessAtATimeRunsASweepAndItStopsWhenAsked() throws IOException {
        Path path = SweepFolder.of(folder.resolve("runs"), "toys");
        try (SweepFolder open = SweepFolder.open(path, Clock.systemUTC())) {
            assertThat(ActivityFolder.isActive(path)).isTrue();
            assertThatThrownBy(() -> runner("runs", Progress.NONE).run(sweep(SWEEP), 1))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("Another process runs the sweep in " + path + " now")
                    .hasMessageContaining("leeway sweep cancel");
            assertThat(open.path().resolve(ActivityFolder.CANCEL)).doesNotExist();
            ActivityFolder.askToStop(path);
            ActivityFolder.askToStop(path);
            assertThat(path.resolve(ActivityFolder.CANCEL)).exists();
        }
        assertThat(ActivityFolder.isActive(path)).isFalse();
        assertThat(runner("runs", Progress.NONE).run(sweep(SWEEP), 1).failed()).isEmpty();
    }

    @Test
    void aPlanSaysWhatIsThereAndHowLongTheRestTakesAndMakesNothing() throws IOException {
        SweepRunner runner = runner("runs", Progress.NONE);
        SweepPlan before = runner.plan(sweep(SWEEP));

        assertThat(before.missing()).hasSize(18);
        assertThat(runner.seconds(before)).isEmpty();
        assertThat(before.shared().values()).containsExactly(0L, 4L, 4L, 6L);
        assertThat(folder.resolve("runs")).doesNotExist();

        runner.run(sweep(SWEEP), 1);
        SweepPlan longer = runner.plan(sweep(SWEEP.replace("[60, 120]", "[60, 120, 180]")));
        assertThat(longer.jobs())
                .extracting(SweepPlan.Planned::finished)
                .containsExactly(true, true, true, true, false, false);
        assertThat(runner.seconds(longer).orElseThrow()).isPositive();
    }

    @Test
    void theCatalogueListsRunsAndGarbageIsWhatNothingRefersTo() throws IOException {
        SweepOutcome outcome = runner("runs", Progress.NONE).run(sweep(SWEEP), 2);
        Path runs = folder.resolve("runs");

        List<ListedRun> listed = ListedRun.in(runs);
        assertThat(listed).hasSize(4).allSatisfy(run -> {
            assertThat(run.finished()).isNotNull();
            assertThat(run.main()).matches("real -?[0-9.]+ ± [0-9.]+, synthetic -?[0-9.]+ ± [0-9.]+");
        });
        ListedRun first = ListedRun.of(outcome.plan().jobs().get(0).folder());
        ListedRun last = ListedRun.of(outcome.plan().jobs().get(3).folder());
        assertThat(first.differences(last))
                .isEqualTo(Map.of("agent.updates", List.of("60", "120"), "windows.stride", List.of("2", "3")));

        assertThat(Unreferenced.in(runs, Duration.ZERO).artifacts()).isEmpty();
        SweepRemoval removal = SweepRemoval.of(outcome.folder(), runs);
        assertThat(removal.folders()).hasSize(5);
        removal.delete();
        assertThat(Unreferenced.in(runs, Duration.ofHours(1)).young()).isEqualTo(18);
        Unreferenced garbage = Unreferenced.in(runs, Duration.ZERO);
        assertThat(garbage.artifacts()).hasSize(18);
        assertThat(garbage.bytes()).isPositive();
        garbage.delete();
        assertThat(Unreferenced.in(runs, Duration.ZERO).artifacts()).isEmpty();
    }

    /** Counts pieces of work, and asks to stop after some advances. */
    private static final class Counting implements Progress {
        private final AtomicInteger begun;
        private final AtomicInteger left;

        Counting(AtomicInteger begun) {
            this(begun, Integer.MAX_VALUE);
        }

        Counting(AtomicInteger begun, int advances) {
            this.begun = begun;
            this.left = new AtomicInteger(advances);
        }

        @Override
        public Task begin(String title, long total, String unit) {
            begun.incrementAndGet();
            return (amount, detail) -> {
                if (left.decrementAndGet() < 0) {
                    throw new CancellationException("asked to stop");
                }
            };
        }

        @Override
        public void say(String line) {}
    }
}
