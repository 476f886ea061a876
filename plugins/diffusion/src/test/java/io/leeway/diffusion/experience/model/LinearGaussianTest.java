package io.leeway.diffusion.experience.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.experience.model.WorldModelConfig.PenaltyKind;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedAgent;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.dynamics.LinearDynamics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rollouts of a linear-Gaussian policy in a linear-Gaussian model, beside the closed form of their mean and covariance:
 * m' = F·m + b and S' = F·S·Fᵀ + B·Sₐ·Bᵀ + d²·I + v·11ᵀ, where F = A + B·K, and b and v are the mean and the variance
 * of what the drawn member adds to every column.
 */
final class LinearGaussianTest {
    private static final int COUNT = 40_000;
    private static final int HORIZON = 6;
    private static final int MEMBERS = 3;
    private static final double BIAS = 0.05;
    private static final double DEVIATION = 0.1;
    private static final double ACTION_DEVIATION = 0.1;
    /** A | B of the next observation, then of the reward. */
    private static final double[][] MODEL = {{0.9, 0.2, 0.5}, {-0.1, 0.8, -0.3}, {0.4, -0.7, 0.2}};

    private static final double[] GAIN = {0.05, -0.1};
    private static final double ACTION_BIAS = 0.1;

    private final Dataset dataset =
            new DatasetBuilder(2, 1).walk(RandomSource.of(5), 400, false).build();

    @Test
    void haveTheMeanAndCovarianceOfTheClosedFormAtEveryStep() {
        Trajectories made = roll(PenaltyKind.NONE, null);
        assertThat(made.count()).isEqualTo(COUNT);
        double[] mean = mean(dataset.transitions().observations(), 2, 0, 400);
        double[][] covariance = covariance(dataset.transitions().observations(), 2, 0, 400);
        double[][] closed = closedLoop();
        double meanBias = BIAS * (MEMBERS - 1) / 2;
        double biasVariance = BIAS * BIAS * (MEMBERS * MEMBERS - 1) / 12;
        int width = made.layout().width();
        for (int step = 0; step <= HORIZON; step++) {
            double[] found = mean(made.values(), (HORIZON + 1) * width, step * width, COUNT);
            double[][] spread = covariance(made.values(), (HORIZON + 1) * width, step * width, COUNT);
            for (int i = 0; i < 2; i++) {
                double error = 5 * Math.sqrt(covariance[i][i] / COUNT);
                assertThat(found[i]).as("mean %d of step %d", i, step).isCloseTo(mean[i], within(error));
                for (int j = 0; j < 2; j++) {
                    double scale = Math.sqrt(covariance[i][i] * covariance[j][j]);
                    assertThat(spread[i][j])
                            .as("covariance %d, %d of step %d", i, j, step)
                            .isCloseTo(covariance[i][j], within(10 * scale / Math.sqrt(COUNT)));
                }
            }
            double[] next = new double[2];
            double[][] spreadNext = new double[2][2];
            for (int i = 0; i < 2; i++) {
                next[i] = closed[i][0] * mean[0] + closed[i][1] * mean[1] + MODEL[i][2] * ACTION_BIAS + meanBias;
                for (int j = 0; j < 2; j++) {
                    for (int k = 0; k < 4; k++) {
                        spreadNext[i][j] += closed[i][k / 2] * covariance[k / 2][k % 2] * closed[j][k % 2];
                    }
                    spreadNext[i][j] += MODEL[i][2] * MODEL[j][2] * ACTION_DEVIATION * ACTION_DEVIATION
                            + biasVariance
                            + (i == j ? DEVIATION * DEVIATION : 0);
                }
            }
            mean = next;
            covariance = spreadNext;
        }
    }

    @Test
    void rewardsAreTheModelsLessThePenaltyOfItsDeviation() {
        double penalty = 2 * DEVIATION * Math.sqrt(3);
        double[] free = rewards(roll(PenaltyKind.NONE, null));
        double[] penalized = rewards(roll(PenaltyKind.MOPO, 2.0));
        for (int i = 0; i < free.length; i++) {
            assertThat(penalized[i]).isCloseTo(free[i] - penalty, within(1e-5));
        }
        double[] start = mean(dataset.transitions().observations(), 2, 0, 400);
        double action = GAIN[0] * start[0] + GAIN[1] * start[1] + ACTION_BIAS;
        double expected =
                MODEL[2][0] * start[0] + MODEL[2][1] * start[1] + MODEL[2][2] * action + BIAS * (MEMBERS - 1) / 2;
        double sum = 0;
        for (int i = 0; i < free.length; i += HORIZON) {
            sum += free[i];
        }
        assertThat(sum / COUNT).as("mean reward of the first step").isCloseTo(expected, within(0.02));
    }

    private static double[][] closedLoop() {
        double[][] closed = new double[2][2];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                closed[i][j] = MODEL[i][j] + MODEL[i][2] * GAIN[j];
            }
        }
        return closed;
    }

    private Trajectories roll(PenaltyKind penalty, @Nullable Double coefficient) {
        WorldModelExperience source = new WorldModelExperience(
                new WorldModelConfig(HORIZON, COUNT, 1, 1, 0, false, penalty, coefficient, null, null),
                dataset,
                new LinearDynamics(MODEL, DEVIATION, MEMBERS, BIAS, 1),
                null,
                RandomSource.of(3),
                Progress.NONE);
        GaussianPolicy policy = new GaussianPolicy(
                2, new float[] {(float) GAIN[0], (float) GAIN[1]}, new float[] {(float) ACTION_BIAS}, new float[] {
                    (float) ACTION_DEVIATION
                });
        source.refresh(new FixedAgent(policy, null), 1);
        return source.synthetic().orElseThrow();
    }

    private static double[] rewards(Trajectories made) {
        double[] rewards = new double[made.count() * HORIZON];
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = made.get(i / HORIZON, i % HORIZON, made.layout().rewardColumn());
        }
        return rewards;
    }

    private static double[] mean(float[] values, int stride, int from, int count) {
        double[] mean = new double[2];
        for (int row = 0; row < count; row++) {
            mean[0] += values[row * stride + from] / (double) count;
            mean[1] += values[row * stride + from + 1] / (double) count;
        }
        return mean;
    }

    private static double[][] covariance(float[] values, int stride, int from, int count) {
        double[] mean = mean(values, stride, from, count);
        double[][] covariance = new double[2][2];
        for (int row = 0; row < count; row++) {
            for (int k = 0; k < 4; k++) {
                covariance[k / 2][k % 2] += (values[row * stride + from + k / 2] - mean[k / 2])
                        * (values[row * stride + from + k % 2] - mean[k % 2])
                        / count;
            }
        }
        return covariance;
    }
}
