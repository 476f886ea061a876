package io.leeway.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.artifact.DynamicsArtifact;
import io.leeway.experiment.config.DenoiserExperiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.dynamics.ColumnQuality;
import io.leeway.experiment.dynamics.DynamicsQuality;
import io.leeway.experiment.dynamics.StepErrors;
import io.leeway.experiment.dynamics.TransitionSplit;
import io.leeway.experiment.graph.EntryScope;
import io.leeway.experiment.graph.RunScope;
import io.leeway.experiment.graph.SeedScope;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.spi.Component;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Registry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainDynamicsTest {
    private static final String EXPERIMENT = """
            name: toy
            seeds: [3, 4]
            environment: toy
            dataset: toy
            windows: {held-out: 0.25}
            denoiser: {type: toy, updates: 20}
            sampler: toy
            agent: {type: toy, updates: 10}
            evaluation: {episodes: 2, every: 10}
            experience: {real: {type: real}, predicted: {type: predicted}}
            """;

    @TempDir
    Path folder;

    private final Registry registry = Registry.of(new ToyPlugin(), new ShortData());
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

    private ExperimentConfig experiment(String... settings) {
        return new Configurations(registry)
                .parse(
                        EXPERIMENT,
                        "toy.yaml",
                        List.of(settings).stream().map(Setting::of).toList(),
                        ExperimentConfig.class);
    }

    private ExperimentRunner runner(Path runs, Progress progress) {
        return ToyRuns.runner(registry, runs, progress);
    }

    private RunResult run(ExperimentConfig config) {
        return runner(folder, saying).run(config);
    }

    @Test
    void aRunTrainsItForTheEntriesThatAskForIt() {
        List<PlannedStage> planned = runner(folder, saying).plan(experiment("seeds=[3]"), Target.AGENTS);
        assertThat(planned)
                .extracting(PlannedStage::name)
                .containsExactly("dataset-seed-3", "real-seed-3", "dynamics-seed-3", "predicted-seed-3");
        assertThat(planned.get(1).inputs()).containsExactly("dataset-seed-3");
        assertThat(planned.get(2).title()).isEqualTo("dynamics model, seed 3");
        assertThat(planned.get(3).inputs()).containsExactly("dataset-seed-3", "dynamics-seed-3");

        RunResult result = run(experiment("seeds=[3]"));
        assertThat(result.directory().resolve("checkpoints/dynamics-seed-3/dynamics/dynamics.npz"))
                .isNotEmptyFile();
        assertThat(result.outcomes())
                .allSatisfy(outcome -> assertThat(outcome.figures().get("dynamics_error"))
                        .allSatisfy(error -> assertThat(error).isLessThan(1e-3)));
        assertThat(result.report())
                .content()
                .contains("Dynamics model", "to train the dynamics model", "Error of the dynamics model by step");
    }

    /** What an entry asks for that does not ask for it depends on nothing of it. */
    @Test
    void onlyWhatAsksForItDependsOnIt() {
        List<PlannedStage> one = runner(folder, saying).plan(experiment("seeds=[3]"), Target.AGENTS);
        List<PlannedStage> other =
                runner(folder, saying).plan(experiment("seeds=[3]", "dynamics.updates=60"), Target.AGENTS);
        assertThat(other.get(1).id()).isEqualTo(one.get(1).id());
        assertThat(other.get(2).id()).isNotEqualTo(one.get(2).id());
        assertThat(other.get(3).id()).isNotEqualTo(one.get(3).id());
        List<PlannedStage> stride =
                runner(folder, saying).plan(experiment("seeds=[3]", "windows.stride=3"), Target.AGENTS);
        assertThat(stride.get(2).id()).isEqualTo(one.get(2).id());
    }

    /** The toy's dynamics are: next = position + 0.2 · action. */
    @Test
    void itIsMeasuredOnEpisodesThatItNeverSaw() {
        DynamicsResult result = runner(folder, saying).trainDynamics(experiment(), List.of(4L));
        DynamicsResult.Trained trained = result.models().get(0);
        DynamicsArtifact.Facts facts = trained.facts();
        assertThat(trained.updates()).isEqualTo(240);
        assertThat(trained.metrics()).containsKey("loss");
        assertThat(facts.heldOutRule()).isEqualTo("1 of 4 episodes held out");
        assertThat(facts.trainingRows()).isEqualTo(3 * facts.heldOutRows());
        assertThat(facts.members()).isEqualTo(2);
        DynamicsQuality quality = Objects.requireNonNull(facts.quality());
        assertThat(quality.rows()).isEqualTo((int) facts.heldOutRows());
        assertThat(quality.columns()).extracting(ColumnQuality::column).containsExactly("observation 0", "reward");
        assertThat(quality.columns()).allSatisfy(column -> {
            assertThat(column.error()).isLessThan(0.1 * column.unchanged());
            assertThat(column.coverage90()).isGreaterThan(0.9);
        });
        StepErrors steps = Objects.requireNonNull(facts.steps());
        assertThat(steps.errors()).hasSameSizeAs(steps.unchanged()).isNotEmpty();
        assertThat(steps.errors().get(0)).isLessThan(steps.unchanged().get(0));
        assertThat(Objects.requireNonNull(result.page()))
                .hasParent(result.directory())
                .content()
                .contains("Dynamics model", "Error of the dynamics model by step", "1 of 4 episodes held out");
        assertThat(Objects.requireNonNull(result.picture()))
                .hasParent(result.directory())
                .isNotEmptyFile();
        assertThat(result.tree().toString())
                .contains("held_out_error=", "coverage_50=", "columns=[{column=observation 0", "step_errors={starts=");
        assertThat(folderMetrics(result.directory()))
                .contains("\"event\":\"evaluation\",\"step\":240,\"coverage_50\":");
    }

    /** The toy's windows have five rows, which no key of its configuration says. */
    @Test
    void itHoldsOutAsADenoiserDoesThatAloneKnowsItsHorizon() {
        DynamicsResult result = runner(folder, saying).trainDynamics(experiment("windows.held-out=0.1"), List.of(3L));
        Dataset data;
        try (TrainedRun opened =
                TrainedRun.open(ToyRuns.application(registry, folder, saying), result.directory(), List.of())) {
            data = opened.dataset(3);
        }
        long rows = result.models().get(0).facts().trainingRows();
        assertThat(rows).isEqualTo(TransitionSplit.of(data, 5, 0.1).training().count());
        assertThat(rows)
                .isNotEqualTo(TransitionSplit.of(data, 1, 0.1).training().count());
    }

    private static String folderMetrics(Path run) {
        try {
            return Files.readString(run.resolve("metrics.jsonl"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theExperimentUsesWhatWasTrained() {
        Path directory =
                runner(folder, saying).trainDynamics(experiment(), List.of(4L)).directory();
        assertThat(run(experiment()).directory()).isEqualTo(directory);
        assertThat(said)
                .contains("Reusing the dynamics model, seed 4")
                .doesNotContain("Reusing the dynamics model, seed 3");
        DynamicsResult again = runner(folder, saying).trainDynamics(experiment(), List.of(3L));
        assertThat(again.models()).extracting(DynamicsResult.Trained::reused).containsExactly(true);
    }

    @Test
    void itCanBeTrainedOnADatasetAlone() {
        DenoiserExperiment config = new Configurations(registry)
                .parse("", "test", List.of(Setting.of("dataset=toy"), DENOISER, SAMPLER), DenoiserExperiment.class);
        DynamicsResult result = runner(folder, saying).trainDynamics(config, List.of(0L));
        assertThat(result.models().get(0).folder().resolve("dynamics.npz")).isNotEmptyFile();
        assertThat(result.directory().resolve("checkpoints/denoiser-seed-0")).doesNotExist();
    }

    private static final Setting DENOISER = Setting.of("denoiser=toy");
    private static final Setting SAMPLER = Setting.of("sampler=toy");

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 9})
    void anInterruptedTrainingEndsWithTheSameBytes(int advances) throws IOException {
        DynamicsResult whole = runner(folder.resolve("whole"), saying).trainDynamics(experiment(), List.of(3L));
        DynamicsResult resumed = null;
        int interruptions = 0;
        while (resumed == null) {
            try {
                resumed = runner(folder.resolve("pieces"), new StopsAfter(advances + interruptions))
                        .trainDynamics(experiment(), List.of(3L));
            } catch (CancellationException e) {
                interruptions++;
            }
        }
        assertThat(interruptions).isPositive();
        for (String file : List.of("dynamics/dynamics.npz", "facts.json", "metrics.jsonl")) {
            assertThat(resumed.models().get(0).folder().resolveSibling("").resolve(file))
                    .hasSameBinaryContentAs(
                            whole.models().get(0).folder().resolveSibling("").resolve(file));
        }
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

    @Test
    void aTrainingThatIsFinishedEarlyEndsThere() {
        DynamicsResult result = runner(folder, saying).trainDynamics(experiment("dynamics.enough=130"), List.of(3L));
        assertThat(result.models().get(0).updates()).isEqualTo(130);
    }

    @Test
    void whatDivergesIsKeptAsItWas() {
        assertThatThrownBy(() -> runner(folder, saying).trainDynamics(experiment("dynamics.fail-at=57"), List.of(3L)))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("The dynamics model, seed 3 failed: the loss is NaN at update 57: lower the"
                        + " learning rate. The dynamics model as it was after update 40 is kept in "
                        + folder.resolve("store/.making"))
                .hasMessageContaining("/checkpoints/40/dynamics; with another configuration the training begins anew.");
    }

    @Test
    void dataWithoutANextObservationIsRefused() {
        assertThatThrownBy(() -> runner(folder, saying)
                        .trainDynamics(experiment("dataset={type: short, terminal: true}"), List.of(3L)))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining(
                        "every one of the 6 transitions that a dynamics model would learn from is" + " terminal");
    }

    @Test
    void dataThatIsTooShortToHoldAnyOutIsLearnedFromWhole() {
        DynamicsResult result = runner(folder, saying)
                .trainDynamics(
                        experiment("dataset={type: short, terminal: false}", "windows.held-out=0.1"), List.of(3L));
        DynamicsArtifact.Facts facts = result.models().get(0).facts();
        assertThat(facts.trainingRows()).isEqualTo(8);
        assertThat(facts.heldOutRows()).isZero();
        assertThat(facts.heldOutRule())
                .isEqualTo("no transitions held out, since no episode has room for them and a gap");
        assertThat(facts.quality()).isNull();
        assertThat(facts.steps()).isNull();
        assertThat(result.page()).isNull();
        assertThat(result.tree()).doesNotContainKeys("page", "picture");
    }

    @Test
    void aTrainedRunOpensItAgain() {
        ExperimentConfig config = experiment("seeds=[3]");
        run(config);
        float[] first = predicted(config);
        assertThat(first).isEqualTo(predicted(config));
        assertThat(first[0]).isCloseTo(0.2f, within(0.05f));
    }

    private float[] predicted(ExperimentConfig config) {
        MadeArtifacts artifacts = new MadeArtifacts(
                ToyRuns.application(registry, folder, saying).store(),
                saying,
                MetricListener.NONE,
                (name, artifact) -> {});
        try (RunScope run =
                        ToyRuns.application(registry, folder, saying).enter(config, artifacts, MetricListener.NONE);
                SeedScope seed = run.enter(3);
                EntryScope entry = seed.enter("predicted", null)) {
            return entry.dynamics().predict(new float[] {0}, new float[] {1}, 1).means();
        }
    }

    /** A plugin with data of eight episodes, each of one step. */
    private static final class ShortData implements Plugin {
        @Override
        public List<Component<?, ?>> components() {
            return List.of(Component.of(
                    DatasetSource.class, "short", "One step an episode", OneStep.Config.class, OneStep.class));
        }
    }

    /** Eight episodes of one step. */
    static final class OneStep implements DatasetSource {
        private static final int EPISODES = 8;
        private final Config config;

        /** Whether each ends in a terminal state. */
        record Config(boolean terminal) {}

        @Inject
        OneStep(Config config) {
            this.config = config;
        }

        @Override
        public Dataset load() {
            int[] lengths = new int[EPISODES];
            boolean[] terminated = new boolean[EPISODES];
            for (int i = 0; i < EPISODES; i++) {
                lengths[i] = 1;
                terminated[i] = config.terminal();
            }
            return new Dataset(
                    1,
                    1,
                    new float[2 * EPISODES],
                    new float[EPISODES],
                    new float[EPISODES],
                    lengths,
                    terminated,
                    new boolean[EPISODES],
                    Map.of("source", "short"));
        }

        @Override
        public boolean seeded() {
            return false;
        }
    }
}
