package io.leeway.diffusion.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One-dimensional dynamics whose reward is twice the action. */
final class RandomFeaturesTest {
    private static final int ROWS = 6000;
    private static final double NOISE = 0.2;

    private static Transitions transitions(DoubleBinaryOperator next, double noise) {
        RandomSource random = RandomSource.of(3);
        Transitions transitions = Transitions.zeros(1, 1, ROWS);
        for (int i = 0; i < ROWS; i++) {
            transitions.observations()[i] = (float) (5 + 2 * random.nextGaussian());
            transitions.actions()[i] = (float) (2 * random.nextDouble() - 1);
            transitions.rewards()[i] = 2 * transitions.actions()[i];
            transitions.nextObservations()[i] = (float) (next.applyAsDouble(
                            transitions.observations()[i], transitions.actions()[i])
                    + noise * random.nextGaussian());
        }
        return transitions;
    }

    private static RandomFeatures untrained(int members) {
        return new RandomFeatures(new RandomFeaturesConfig(members, 96, 2000, 1e-4), RandomSource.of(7));
    }

    private static RandomFeatures trained(int members, Transitions training) {
        RandomFeatures model = untrained(members);
        model.begin(training);
        model.update(training, members);
        assertThat(model.finished()).isTrue();
        return model;
    }

    @Test
    void dynamicsAndRewardsAreLearnedWithHowFarOffTheyAre() {
        Dynamics model = trained(5, transitions((x, a) -> 0.5 * x + Math.sin(3 * a), NOISE));
        float[] observations = {3, 5, 7};
        float[] actions = {-0.5f, 0, 0.8f};
        Predictions predicted = model.predict(observations, actions, 3);
        assertThat(predicted.members()).isEqualTo(5);
        for (int member = 0; member < 5; member++) {
            for (int row = 0; row < 3; row++) {
                int at = predicted.offset(member, row);
                double truth = 0.5 * observations[row] + Math.sin(3 * actions[row]);
                assertThat((double) predicted.means()[at]).isCloseTo(truth, within(0.15));
                assertThat((double) predicted.means()[at + 1]).isCloseTo(2 * actions[row], within(0.02));
                assertThat((double) predicted.deviations()[at]).isCloseTo(NOISE, Percentage.withPercentage(15));
            }
        }
    }

    /** Before it is fitted a member predicts no change and the mean reward, as unsure as the data varies. */
    @Test
    void oneMemberIsFittedAnUpdate() {
        Transitions training = transitions((x, a) -> x + a, 0);
        RandomFeatures model = untrained(2);
        model.begin(training);
        assertThat(model.updates()).isEqualTo(2);
        model.update(training, 1);
        assertThat(model.step()).isEqualTo(1);
        Predictions predicted = model.predict(new float[] {4}, new float[] {0.5f}, 1);
        assertThat((double) predicted.means()[0]).isCloseTo(4.5, within(0.01));
        assertThat(predicted.means()[predicted.offset(1, 0)]).isEqualTo(4);
        assertThat((double) predicted.deviations()[predicted.offset(1, 0)]).isCloseTo(2, within(0.1));
    }

    /** Of few transitions too: what a member did not draw tells how far off it is. */
    @Test
    void fewTransitionsDoNotMakeItSure() {
        Transitions all = transitions((x, a) -> 0.5 * x, 0.5);
        Transitions few = Transitions.zeros(1, 1, 60);
        for (int row = 0; row < 60; row++) {
            few.copyRow(all, row, row);
        }
        Predictions predicted = trained(3, few).predict(new float[] {5}, new float[] {0}, 1);
        for (int member = 0; member < 3; member++) {
            assertThat(predicted.deviations()[predicted.offset(member, 0)]).isGreaterThan(0.4f);
        }
    }

    @Test
    void goesOnFromACheckpointWithTheSamePredictions(@TempDir Path folder) {
        Transitions training = transitions((x, a) -> 0.5 * x + Math.sin(3 * a), NOISE);
        RandomFeatures half = untrained(4);
        half.begin(training);
        half.update(training, 2);
        half.save(folder);
        RandomFeatures resumed = new RandomFeatures(new RandomFeaturesConfig(4, 96, 2000, 1e-4), RandomSource.of(99));
        resumed.load(folder);
        assertThat(resumed.step()).isEqualTo(2);
        assertThat(resumed.update(training, 2)).isEqualTo(half.update(training, 2));
        assertThat(resumed.predict(new float[] {1}, new float[] {1}, 1).means())
                .isEqualTo(half.predict(new float[] {1}, new float[] {1}, 1).means());
        assertThatThrownBy(() -> untrained(5).load(folder))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("has 4 members of 96 random features, but the configuration has 5 of 96");
    }

    @Test
    void whatCannotBeLearnedIsRefusedAndNothingIsLost() {
        Transitions training = transitions((x, a) -> x, 0);
        RandomFeatures model = untrained(3);
        model.begin(training);
        Transitions broken = transitions((x, a) -> x, 0);
        Arrays.fill(broken.rewards(), Float.NaN);
        assertThatThrownBy(() -> model.update(broken, 2))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("the error of the random features is NaN at update 1");
        assertThat(model.step()).isZero();
        RandomFeatures other = untrained(3);
        other.begin(training);
        assertThat(model.update(training, 3)).isEqualTo(other.update(training, 3));
        Arrays.fill(training.terminals(), 1);
        assertThatThrownBy(() -> untrained(1).begin(training))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("Of 6000 transitions every one is terminal");
    }
}
