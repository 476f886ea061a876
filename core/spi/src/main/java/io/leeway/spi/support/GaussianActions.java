package io.leeway.spi.support;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;

/**
 * Independent Gaussians around a mean, not truncated at the bounds: the unit Gaussian that stands for a deterministic
 * actor (Jackson et al. 2024), and Gaussian actors. Draws are clipped to [-1, 1].
 */
public final class GaussianActions implements ActionDistribution {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final int count;
    private final int size;
    private final float[] mean;
    private final float[] standardDeviation;

    /**
     * Wraps means.
     *
     * @param size columns of an action
     * @param mean count × size
     * @param standardDeviation one a column, the same for every row, above 0
     */
    public GaussianActions(int count, int size, float[] mean, float[] standardDeviation) {
        if (mean.length < count * size || standardDeviation.length != size) {
            throw new IllegalArgumentException("Gaussians for " + count + " actions of " + size + " columns need "
                    + count * size + " means and " + size + " standard deviations, but have " + mean.length + " and "
                    + standardDeviation.length);
        }
        this.count = count;
        this.size = size;
        this.mean = mean;
        this.standardDeviation = standardDeviation;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void mode(float[] actions) {
        for (int i = 0; i < count * size; i++) {
            actions[i] = clip(mean[i]);
        }
    }

    @Override
    public void sample(RandomSource random, float[] actions) {
        for (int i = 0; i < count * size; i++) {
            actions[i] = clip((float) (mean[i] + standardDeviation[i % size] * random.nextGaussian()));
        }
    }

    @Override
    public void logLikelihood(float[] actions, double[] logLikelihood) {
        for (int row = 0; row < count; row++) {
            double sum = 0;
            for (int column = 0; column < size; column++) {
                double deviation = standardDeviation[column];
                double z = (actions[row * size + column] - mean[row * size + column]) / deviation;
                sum -= 0.5 * (z * z + LOG_TWO_PI) + Math.log(deviation);
            }
            logLikelihood[row] = sum;
        }
    }

    @Override
    public void gradient(float[] actions, float[] gradient) {
        for (int column = 0; column < size; column++) {
            float variance = standardDeviation[column] * standardDeviation[column];
            for (int i = column; i < count * size; i += size) {
                gradient[i] = (mean[i] - actions[i]) / variance;
            }
        }
    }

    @Override
    public void curvature(float[] actions, float[] curvature) {
        for (int column = 0; column < size; column++) {
            float precision = 1 / (standardDeviation[column] * standardDeviation[column]);
            for (int i = column; i < count * size; i += size) {
                curvature[i] = precision;
            }
        }
    }

    private static float clip(float action) {
        return Math.max(-1, Math.min(1, action));
    }
}
