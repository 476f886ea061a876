package io.leeway.experiment.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.dynamics.LinearDynamics;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** A linear-Gaussian system of two observation columns, an action and a reward, whose exact model is known. */
final class DynamicsMeterTest {
    private static final double NOISE = 0.3;
    private static final double KEPT = 0.8;
    private static final double[][] WEIGHTS = {{KEPT, 0, 0.5}, {0, KEPT, -0.2}, {1, 1, 0}};
    private static final int STEPS = 200;
    private static final int EPISODES = 100;

    private final Dataset data = data(NOISE, false);
    private final DynamicsMeter meter = new DynamicsMeter(data, whole(EPISODES));

    private static Dataset data(double noise, boolean terminated) {
        RandomSource random = RandomSource.of(5);
        DatasetBuilder builder = new DatasetBuilder(2, 1);
        for (int episode = 0; episode < EPISODES; episode++) {
            float[] observations = new float[2 * (STEPS + 1)];
            float[] actions = new float[STEPS];
            float[] rewards = new float[STEPS];
            for (int step = 0; step < STEPS; step++) {
                actions[step] = 2 * random.nextFloat() - 1;
                float[] outcome = new float[3];
                for (int column = 0; column < 3; column++) {
                    outcome[column] = (float) (WEIGHTS[column][0] * observations[2 * step]
                            + WEIGHTS[column][1] * observations[2 * step + 1]
                            + WEIGHTS[column][2] * actions[step]
                            + noise * random.nextGaussian());
                }
                observations[2 * step + 2] = outcome[0];
                observations[2 * step + 3] = outcome[1];
                rewards[step] = outcome[2];
            }
            builder.episode(observations, actions, rewards, terminated);
        }
        return builder.build();
    }

    private static List<Stretch> whole(int episodes) {
        return IntStream.range(0, episodes)
                .mapToObj(episode -> new Stretch(episode, 0, STEPS))
                .toList();
    }

    private static LinearDynamics model(double deviation, int members, double bias) {
        return new LinearDynamics(WEIGHTS, deviation, members, bias, 1);
    }

    private static double variance(float[] values, int width, int column) {
        double sum = 0;
        double squares = 0;
        int rows = values.length / width;
        for (int row = 0; row < rows; row++) {
            sum += values[row * width + column];
            squares += (double) values[row * width + column] * values[row * width + column];
        }
        return squares / rows - sum / rows * (sum / rows);
    }

    private double variance(int column) {
        return column == 2 ? variance(data.rewards(), 1, 0) : variance(data.observations(), 2, column);
    }

    @Test
    void theExactModelHasTheErrorOfTheNoiseAndIsCalibrated() {
        DynamicsQuality quality = meter.measure(model(NOISE, 1, 0), 1_000_000);
        assertThat(quality.rows()).isEqualTo(STEPS * EPISODES);
        double entropy = 0;
        for (int column = 0; column < 3; column++) {
            ColumnQuality measured = quality.columns().get(column);
            double expected = NOISE * NOISE / variance(column);
            assertThat(measured.error()).isCloseTo(expected, Percentage.withPercentage(3));
            assertThat(measured.error()).isLessThan(measured.unchanged());
            assertThat(measured.coverage50()).isCloseTo(0.5, within(0.015));
            assertThat(measured.coverage90()).isCloseTo(0.9, within(0.01));
            entropy += 0.5 * Math.log(2 * Math.PI * Math.E * expected);
        }
        assertThat(quality.negativeLogLikelihood()).isCloseTo(entropy, within(0.03));
        assertThat(quality.columns().get(2).unchanged()).isCloseTo(1, within(0.02));
        assertThat(quality.figures())
                .containsKeys("held_out_error", "held_out_reward_error", "coverage_50", "coverage_90");
    }

    /** Twice as wide: the 50 % interval is as wide as that of 82.2 %, the 90 % interval as that of 99.9 %. */
    @Test
    void aModelThatIsUnsureIsShownToBe() {
        DynamicsQuality quality = meter.measure(model(2 * NOISE, 1, 0), 1_000_000);
        assertThat(quality.figures().get("coverage_50")).isCloseTo(0.8227, within(0.01));
        assertThat(quality.figures().get("coverage_90")).isCloseTo(0.9990, within(0.002));
    }

    /** Members that are far apart in two equal halves: the median is between them. */
    @Test
    void membersAreAMixture() {
        double bias = 20 * NOISE;
        DynamicsQuality quality = meter.measure(model(NOISE, 2, bias), 1_000_000);
        assertThat(quality.columns().get(0).error())
                .isCloseTo((NOISE * NOISE + bias * bias / 4) / variance(0), Percentage.withPercentage(3));
        // the truth lies in the lower half, where the mixture's probability below it is half the member's own
        assertThat(quality.figures().get("coverage_50")).isCloseTo(0.5, within(0.01));
        assertThat(quality.figures().get("coverage_90")).isCloseTo(0.9, within(0.01));
        double one = meter.measure(model(NOISE, 1, 0), 1_000_000).negativeLogLikelihood();
        assertThat(quality.negativeLogLikelihood()).isCloseTo(one + Math.log(2), within(1e-6));
    }

    /** The error of k steps is that of the noise which came since: a geometric sum. */
    @Test
    void errorsOfSeveralStepsAreThoseOfTheNoiseSince() {
        StepErrors steps = meter.measureSteps(model(NOISE, 3, 0));
        assertThat(steps.starts()).isEqualTo(1_000);
        assertThat(steps.errors()).hasSize(32);
        assertThat(steps.left()).containsOnly(0);
        for (int k : new int[] {1, 2, 8, 32}) {
            double since = NOISE * NOISE * (1 - Math.pow(KEPT, 2 * k)) / (1 - KEPT * KEPT);
            double expected = Math.sqrt((since / variance(0) + since / variance(1)) / 2);
            assertThat(steps.errors().get(k - 1)).isCloseTo(expected, Percentage.withPercentage(5));
        }
        assertThat(steps.unchanged().get(31)).isCloseTo(Math.sqrt(2), within(0.1));
        StepErrors exact = new DynamicsMeter(data(0, false), whole(EPISODES)).measureSteps(model(0, 1, 0));
        assertThat(exact.errors()).allSatisfy(error -> assertThat(error).isLessThan(1e-5));
    }

    @Test
    void rolloutsThatLeaveTheDataAreCutAndCounted() {
        double[][] growing = {{3, 0, 0.5}, {0, 3, 0}, {1, 1, 0}};
        StepErrors steps = meter.measureSteps(new LinearDynamics(growing, NOISE, 1, 0, 1));
        assertThat(steps.left()).hasSize(32).isSorted();
        assertThat(steps.left().get(0)).isZero();
        assertThat(steps.left().get(31)).isGreaterThan(900);
        assertThat(steps.errors()).allSatisfy(error -> assertThat(error).isLessThan(15));
    }

    @Test
    void terminalStepsAndShortStretchesAreLeftOut() {
        DynamicsMeter ends = new DynamicsMeter(data(NOISE, true), List.of(new Stretch(3, STEPS - 6, STEPS)));
        assertThat(ends.measure(model(NOISE, 1, 0), 100).rows()).isEqualTo(5);
        assertThat(ends.measureSteps(model(NOISE, 1, 0)).errors()).hasSize(5);
        assertThat(new DynamicsMeter(data(NOISE, true), List.of(new Stretch(3, STEPS - 1, STEPS))).any())
                .isFalse();
        assertThat(meter.measure(model(NOISE, 1, 0), 70).rows()).isEqualTo(70);
    }

    @Test
    void whatIsNotFiniteIsNamed() {
        assertThatThrownBy(() -> meter.measure(model(Double.NaN, 1, 0), 10))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("± NaN for observation 0 of held-out step ")
                .hasMessageContaining("Lower its learning-rate");
    }
}
