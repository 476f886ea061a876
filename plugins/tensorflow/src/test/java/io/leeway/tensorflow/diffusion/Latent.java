package io.leeway.tensorflow.diffusion;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.support.WindowCutter;
import java.util.Map;

/**
 * Single transitions that a latent z governs: the reward is 10 + 2z, the observation z + w, and both are drawn anew for
 * each transition from N(0, 1). Normalised, the reward is z and the observation (z + w) / √2.
 */
final class Latent {
    static final TrajectoryLayout LAYOUT = new TrajectoryLayout(1, 1, true);

    private Latent() {}

    static Windows windows(long seed, int count) {
        RandomSource random = RandomSource.of(seed);
        float[] observations = new float[2 * count];
        float[] actions = new float[count];
        float[] rewards = new float[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = 1;
            double z = random.nextGaussian();
            rewards[i] = (float) (10 + 2 * z);
            observations[2 * i] = (float) (z + random.nextGaussian());
            observations[2 * i + 1] = (float) random.nextGaussian();
            actions[i] = (float) Math.tanh(random.nextGaussian());
        }
        Dataset dataset = new Dataset(
                1, 1, observations, actions, rewards, lengths, new boolean[count], new boolean[count], Map.of());
        return WindowCutter.cut(dataset, LAYOUT, 1, 1, 0).training();
    }

    /** Returns the exact estimates of the normalised observation and reward, where z is known. */
    static double[] conditioned(double observation, double sigma, double z) {
        double precision = 1 / (sigma * sigma);
        return new double[] {(2 * z / Math.sqrt(2) + precision * observation) / (2 + precision), z};
    }

    /** Returns the exact estimates of the normalised observation and reward, where nothing is known. */
    static double[] unconditioned(double observation, double reward, double sigma) {
        double covariance = 1 / Math.sqrt(2);
        double variance = 1 + sigma * sigma;
        double determinant = variance * variance - covariance * covariance;
        double first = (variance * observation - covariance * reward) / determinant;
        double second = (variance * reward - covariance * observation) / determinant;
        return new double[] {first + covariance * second, second + covariance * first};
    }
}
