package io.leeway.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.ReportedFigures;
import io.leeway.testkit.SavedState;
import io.leeway.testkit.SpareArrays;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of every {@link ExperienceSource}. */
public abstract class ExperienceSourceContract {
    private static final Task TASK = new Task(3, 2);
    private static final int ROWS = 64;

    private final Dataset dataset = new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
            .walk(RandomSource.of(1), 60, true)
            .walk(RandomSource.of(2), 60, false)
            .build();

    /** Creates a source that takes all the randomness of its refreshes from {@code random}. */
    protected abstract ExperienceSource source(Task task, Dataset dataset, RandomSource random);

    /**
     * Returns whether what it gives after a refresh depends on refreshes before: it keeps what they made, or what they
     * ordered comes later.
     */
    protected boolean remembers() {
        return false;
    }

    @Test
    void hasTransitionsAfterItsFirstRefresh() {
        ExperienceSource source = source(1);
        assertThat(source.refreshEvery()).isNotNegative();
        Map<String, Double> figures = source.refresh(agent(0), 0);
        ReportedFigures.assertSound(figures);
        assertThat(source.size()).isPositive();
    }

    @Test
    void fillsTheRowsAskedForAndNoOthers() {
        ExperienceSource source = refreshed(1);
        for (int[] range : new int[][] {{0, ROWS}, {10, 11}, {5, 5}, {17, 60}}) {
            Transitions batch = batch();
            source.sample(RandomSource.of(3), batch, range[0], range[1]);
            for (int row = 0; row < ROWS; row++) {
                boolean asked = row >= range[0] && row < range[1];
                assertThat(batch.rewards()[row] == SpareArrays.UNTOUCHED)
                        .as("row %d of %s", row, Arrays.toString(range))
                        .isEqualTo(!asked);
                assertThat(batch.nextObservations()[row * TASK.observationSize()] == SpareArrays.UNTOUCHED)
                        .isEqualTo(!asked);
            }
        }
    }

    @Test
    void drawsSoundTransitions() {
        Transitions batch = draw(refreshed(1), 3);
        for (float[] column : new float[][] {batch.observations(), batch.rewards(), batch.nextObservations()}) {
            for (float value : column) {
                assertThat(value).isFinite().isNotEqualTo(SpareArrays.UNTOUCHED);
            }
        }
        for (float action : batch.actions()) {
            assertThat(action).isBetween(-1f, 1f);
        }
        for (float terminal : batch.terminals()) {
            assertThat(terminal).isIn(0f, 1f);
        }
    }

    @Test
    void tellsWhichActionsCameNextAndNoneAfterTheEnd() {
        ExperienceSource source = refreshed(1);
        for (int seed = 0; seed < 20; seed++) {
            Transitions batch = draw(source, seed);
            for (int row = 0; row < ROWS; row++) {
                assertThat(batch.followed()[row]).isIn(0f, 1 - batch.terminals()[row]);
            }
            for (float action : batch.nextActions()) {
                assertThat(action).isBetween(-1f, 1f);
            }
        }
    }

    @Test
    void tellsWhichRowsAreTheDatasetsOwn() {
        ExperienceSource source = refreshed(1);
        Assumptions.assumeTrue(source.realRows(ROWS).isPresent(), "the source does not know which rows are real");
        for (int rows : new int[] {ROWS, 7, 1, 0}) {
            boolean[] real = source.realRows(rows).orElseThrow();
            assertThat(real).hasSize(rows);
            assertThat(source.realRows(rows).orElseThrow()).isEqualTo(real);
            for (int seed = 0; seed < 5; seed++) {
                Transitions batch = batch();
                source.sample(RandomSource.of(seed), batch, ROWS - rows, ROWS);
                for (int row = 0; row < rows; row++) {
                    if (real[row]) {
                        assertThat(isOfDataset(batch, ROWS - rows + row))
                                .as("row %d of %d, which is real", row, rows)
                                .isTrue();
                    }
                }
            }
        }
    }

    private boolean isOfDataset(Transitions batch, int row) {
        Transitions real = dataset.transitions();
        int size = TASK.observationSize();
        int actions = TASK.actionSize();
        for (int other = 0; other < real.count(); other++) {
            int end = (other + 1) * size;
            if (Arrays.equals(batch.observations(), row * size, (row + 1) * size, real.observations(), end - size, end)
                    && Arrays.equals(
                            batch.actions(),
                            row * actions,
                            (row + 1) * actions,
                            real.actions(),
                            other * actions,
                            (other + 1) * actions)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void drawsFromTheCallersRandomSourceOnly() {
        ExperienceSource source = refreshed(1);
        Transitions first = draw(source, 3);
        draw(source, 4);
        assertSame(draw(source, 3), first);
        assertThat(draw(source, 4).observations()).isNotEqualTo(first.observations());
    }

    @Test
    void makesTheSameForTheSameSeedAndStepWhateverItMadeBefore() {
        Assumptions.assumeFalse(remembers(), "the source remembers");
        ExperienceSource one = refreshed(1);
        ExperienceSource other = source(1);
        Map<String, Double> figures = one.refresh(agent(0.5f), 1000);
        assertThat(other.refresh(agent(0.5f), 1000)).isEqualTo(figures);
        assertThat(other.size()).isEqualTo(one.size());
        assertSame(draw(other, 3), draw(one, 3));
    }

    @Test
    void isNotGuidedByAPolicyThatIsUntrained() {
        ExperienceSource one = source(1);
        ExperienceSource other = source(1);
        one.refresh(agent(-0.9f), 0);
        other.refresh(agent(0.9f), 0);
        assertSame(draw(other, 3), draw(one, 3));
    }

    @Test
    void showsItsSyntheticTrajectoriesInDataUnits() {
        ExperienceSource source = refreshed(1);
        Assumptions.assumeTrue(source.synthetic().isPresent(), "the source has no synthetic trajectories");
        Trajectories synthetic = source.synthetic().orElseThrow();
        assertThat(synthetic.count()).isPositive();
        assertThat(synthetic.layout().observationSize()).isEqualTo(TASK.observationSize());
        assertThat(synthetic.layout().actionSize()).isEqualTo(TASK.actionSize());
        for (float value : synthetic.values()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void goesOnFromACheckpointWithTheSameBytes(@TempDir Path directory) {
        ExperienceSource original = refreshed(1);
        original.refresh(agent(0.5f), 1000);
        ExperienceSource resumed = source(1);
        resumed.load(SavedState.of(original, directory).directory());
        assertThat(resumed.size()).isEqualTo(original.size());
        assertThat(resumed.synthetic().map(Trajectories::values).orElse(new float[0]))
                .isEqualTo(original.synthetic().map(Trajectories::values).orElse(new float[0]));
        assertSame(draw(resumed, 3), draw(original, 3));
        assertThat(SavedState.of(resumed, directory).contents())
                .isEqualTo(SavedState.of(original, directory).contents());
        assertThat(resumed.refresh(agent(0.2f), 2000)).isEqualTo(original.refresh(agent(0.2f), 2000));
        assertSame(draw(resumed, 3), draw(original, 3));
    }

    @Test
    void refusesACheckpointThatIsMissingTruncatedOrAltered(@TempDir Path directory) {
        SavedState truncated = SavedState.of(refreshed(1), directory);
        Assumptions.assumeTrue(truncated.hasContent(), "the source keeps nothing");
        truncated.truncate();
        SavedState altered = SavedState.of(refreshed(1), directory);
        altered.alter();
        for (SavedState bad : new SavedState[] {SavedState.empty(directory), truncated, altered}) {
            assertThatThrownBy(() -> source(1).load(bad.directory())).isInstanceOf(LeewayException.class);
        }
    }

    private ExperienceSource source(long seed) {
        return source(TASK, dataset, RandomSource.of(seed));
    }

    private ExperienceSource refreshed(long seed) {
        ExperienceSource source = source(seed);
        source.refresh(agent(0), 0);
        return source;
    }

    private static Agent agent(float action) {
        return new FixedAgent(
                GaussianPolicy.constant(TASK.observationSize(), TASK.actionSize(), action, 0.5f),
                new QuadraticCritic(action, action));
    }

    private static Transitions draw(ExperienceSource source, long seed) {
        Transitions batch = batch();
        source.sample(RandomSource.of(seed), batch, 0, ROWS);
        return batch;
    }

    private static Transitions batch() {
        Transitions batch = Transitions.zerosWithNextActions(TASK.observationSize(), TASK.actionSize(), ROWS);
        for (float[] column : new float[][] {
            batch.observations(),
            batch.actions(),
            batch.rewards(),
            batch.nextObservations(),
            batch.terminals(),
            batch.followed(),
            batch.nextActions()
        }) {
            Arrays.fill(column, SpareArrays.UNTOUCHED);
        }
        return batch;
    }

    private static void assertSame(Transitions actual, Transitions expected) {
        assertThat(actual.observations()).isEqualTo(expected.observations());
        assertThat(actual.actions()).isEqualTo(expected.actions());
        assertThat(actual.rewards()).isEqualTo(expected.rewards());
        assertThat(actual.nextObservations()).isEqualTo(expected.nextObservations());
        assertThat(actual.terminals()).isEqualTo(expected.terminals());
    }
}
