package io.leeway.testkit.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.ReportedFigures;
import io.leeway.testkit.SavedState;
import io.leeway.testkit.SpareArrays;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises of every {@link Dynamics}. A subclass supplies a small one, of some tens of updates in all that make its
 * predictions better. The data has 3 columns of observations and 2 of actions.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DynamicsContract {
    private static final int OBSERVATION_SIZE = 3;
    private static final int ACTION_SIZE = 2;
    private static final int WIDTH = OBSERVATION_SIZE + 1;

    private final Transitions training = walks();
    private Dynamics shared;

    /** Creates an untrained model that takes all its randomness from {@code random}; the contract closes it. */
    protected abstract Dynamics dynamics(RandomSource random);

    @BeforeAll
    void train() {
        shared = begun(1);
        shared.update(training, 2);
    }

    @AfterAll
    void close() {
        shared.close();
    }

    @Test
    void describesItselfBeforeAndAfterItBegins() {
        try (Dynamics fresh = dynamics(RandomSource.of(1))) {
            assertThat(fresh.updates()).isGreaterThanOrEqualTo(12);
            assertThat(fresh.batch()).isPositive();
            assertThat(fresh.members()).isPositive();
            fresh.begin(training);
            assertThat(fresh.step()).isZero();
            assertThat(fresh.finished()).isFalse();
        }
    }

    @Test
    void countsItsUpdatesAndReportsFiniteFigures() {
        long before = shared.step();
        Map<String, Double> figures = shared.update(training, 2);
        assertThat(shared.step()).isEqualTo(before + 2);
        assertThat(figures).containsKey("loss");
        ReportedFigures.assertSound(figures);
    }

    @Test
    void trainingMakesPredictionsBetterUntilItIsFinished() {
        try (Dynamics model = begun(2)) {
            model.update(training, 1);
            double before = error(model);
            while (!model.finished()) {
                long step = model.step();
                ReportedFigures.assertSound(model.update(training, (int) Math.min(7, model.updates() - step)));
                assertThat(model.step()).isBetween(step + 1, model.updates());
            }
            assertThat(error(model)).isLessThan(before);
        }
    }

    @Test
    void predictsAnyCountFromArraysThatAreLongerAndLeavesThemAlone() {
        for (int count : new int[] {1, 2, 7, 33}) {
            float[] observations = SpareArrays.gaussian(RandomSource.of(count), count * OBSERVATION_SIZE);
            float[] actions = SpareArrays.uniform(RandomSource.of(3), count * ACTION_SIZE, -1, 1);
            float[] given = observations.clone();
            float[] givenActions = actions.clone();
            Predictions predictions = shared.predict(observations, actions, count);
            assertThat(predictions.members()).isEqualTo(shared.members());
            assertThat(predictions.count()).isEqualTo(count);
            assertThat(predictions.observationSize()).isEqualTo(OBSERVATION_SIZE);
            assertSound(predictions);
            assertThat(observations).as("observations").isEqualTo(given);
            assertThat(actions).as("actions").isEqualTo(givenActions);
        }
    }

    private static void assertSound(Predictions predictions) {
        for (int i = 0; i < predictions.means().length; i++) {
            assertThat(predictions.means()[i]).as("mean %d", i).isFinite();
            assertThat(predictions.deviations()[i])
                    .as("deviation %d", i)
                    .isFinite()
                    .isNotNegative();
        }
        for (float terminal : predictions.terminals()) {
            assertThat(terminal).as("probability of a terminal").isBetween(0f, 1f);
        }
    }

    @Test
    void predictsARowWhateverElseIsAskedWithIt() {
        int count = 5;
        Predictions together = shared.predict(training.observations(), training.actions(), count);
        for (int row = 0; row < count; row++) {
            Predictions alone = shared.predict(
                    Arrays.copyOfRange(training.observations(), row * OBSERVATION_SIZE, (row + 1) * OBSERVATION_SIZE),
                    Arrays.copyOfRange(training.actions(), row * ACTION_SIZE, (row + 1) * ACTION_SIZE),
                    1);
            for (int member = 0; member < shared.members(); member++) {
                String what = "row " + row + " alone, of member " + member;
                int from = alone.offset(member, 0);
                int to = together.offset(member, row);
                SpareArrays.assertClose(what, alone.means(), from, together.means(), to, WIDTH, 1e-3);
                SpareArrays.assertClose(what, alone.deviations(), from, together.deviations(), to, WIDTH, 1e-3);
            }
        }
    }

    @Test
    void predictsTheSameEachTime() {
        assertSame(predictions(shared), predictions(shared));
    }

    @Test
    void isTheSameForTheSameSeed() {
        try (Dynamics one = begun(5);
                Dynamics other = begun(5)) {
            assertThat(one.update(training, 3)).isEqualTo(other.update(training, 3));
            assertSame(predictions(one), predictions(other));
        }
    }

    @Test
    void isTheSameHoweverManyUpdatesAreAskedForAtOnce(@TempDir Path directory) {
        try (Dynamics together = begun(6);
                Dynamics apart = begun(6)) {
            together.update(training, 6);
            apart.update(training, 1);
            apart.update(training, 5);
            assertThat(SavedState.of(apart, directory).contents())
                    .isEqualTo(SavedState.of(together, directory).contents());
        }
    }

    @Test
    void goesOnFromACheckpointWithTheSameBytes(@TempDir Path directory) {
        try (Dynamics original = begun(7);
                Dynamics resumed = dynamics(RandomSource.of(8))) {
            original.update(training, 3);
            resumed.load(SavedState.of(original, directory).directory());
            assertThat(resumed.step()).isEqualTo(3);
            assertSame(predictions(resumed), predictions(original));
            assertThat(resumed.update(training, 3)).isEqualTo(original.update(training, 3));
            assertSame(predictions(resumed), predictions(original));
            assertThat(SavedState.of(resumed, directory).contents())
                    .isEqualTo(SavedState.of(original, directory).contents());
        }
    }

    @Test
    void refusesACheckpointThatIsMissingTruncatedOrAltered(@TempDir Path directory) {
        SavedState truncated = SavedState.of(shared, directory);
        truncated.truncate();
        SavedState altered = SavedState.of(shared, directory);
        altered.alter();
        try (Dynamics fresh = dynamics(RandomSource.of(9))) {
            for (SavedState damaged : new SavedState[] {SavedState.empty(directory), truncated, altered}) {
                assertThatThrownBy(() -> fresh.load(damaged.directory())).isInstanceOf(LeewayException.class);
            }
        }
    }

    @Test
    void stopsWhenTheLossIsNoLongerFinite() {
        try (Dynamics model = begun(10)) {
            model.update(training, 2);
            Predictions before = predictions(model);
            Transitions broken = walks();
            Arrays.fill(broken.rewards(), Float.NaN);
            assertThatThrownBy(() -> model.update(broken, 3))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("update");
            assertThat(model.step()).as("step after the failure").isEqualTo(2);
            assertSame(predictions(model), before);
        }
    }

    @Test
    void refusesDataWithNothingToLearn() {
        Transitions ended = walks();
        Arrays.fill(ended.terminals(), 1);
        try (Dynamics model = dynamics(RandomSource.of(11))) {
            assertThatThrownBy(() -> model.begin(ended)).isInstanceOf(LeewayException.class);
        }
    }

    /** Every other row is terminal, so that a model that learns from single rows meets some. */
    @Test
    void learnsNothingFromWhatStandsAfterATerminal() {
        Transitions ended = walks();
        Transitions other = walks();
        for (int row = 0; row < other.count(); row += 2) {
            ended.terminals()[row] = 1;
            other.terminals()[row] = 1;
            Arrays.fill(other.nextObservations(), row * OBSERVATION_SIZE, (row + 1) * OBSERVATION_SIZE, Float.NaN);
        }
        try (Dynamics one = dynamics(RandomSource.of(12));
                Dynamics two = dynamics(RandomSource.of(12))) {
            one.begin(ended);
            two.begin(other);
            assertThat(two.update(other, 12)).isEqualTo(one.update(ended, 12));
            assertSame(predictions(two), predictions(one));
        }
    }

    private static void assertSame(Predictions actual, Predictions expected) {
        assertThat(actual.means()).as("means").isEqualTo(expected.means());
        assertThat(actual.deviations()).as("deviations").isEqualTo(expected.deviations());
        assertThat(actual.terminals()).as("terminals").isEqualTo(expected.terminals());
    }

    private Dynamics begun(long seed) {
        Dynamics model = dynamics(RandomSource.of(seed));
        model.begin(training);
        return model;
    }

    private Predictions predictions(Dynamics model) {
        return model.predict(training.observations(), training.actions(), 20);
    }

    /** Returns the squared error of the members' mean. */
    private double error(Dynamics model) {
        Predictions predictions = model.predict(training.observations(), training.actions(), training.count());
        double sum = 0;
        for (int row = 0; row < training.count(); row++) {
            for (int column = 0; column < WIDTH; column++) {
                double mean = 0;
                for (int member = 0; member < predictions.members(); member++) {
                    mean += (double) predictions.means()[predictions.offset(member, row) + column]
                            / predictions.members();
                }
                double error = mean - truth(row, column);
                sum += column < OBSERVATION_SIZE && training.terminals()[row] == 1 ? 0 : error * error;
            }
        }
        return sum;
    }

    private double truth(int row, int column) {
        return column < OBSERVATION_SIZE
                ? training.nextObservations()[row * OBSERVATION_SIZE + column]
                : training.rewards()[row];
    }

    private static Transitions walks() {
        RandomSource random = RandomSource.of(13);
        DatasetBuilder builder = new DatasetBuilder(OBSERVATION_SIZE, ACTION_SIZE);
        for (int episode = 0; episode < 4; episode++) {
            builder.walk(random, 60, episode % 2 == 0);
        }
        return builder.build().transitions();
    }
}
