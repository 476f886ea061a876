package io.leeway.spi.support;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;

/**
 * Actions a = tanh u with independent Gaussian u, as soft actor-critics have them (Haarnoja et al. 2018, appendix C).
 * The density is that of a, so that its logarithm is that of u's less Σ ln (1 − a²).
 *
 * <p>It grows without bound towards ± 1 where u is wide, so that the action to evaluate with is tanh of u's mean, and
 * actions are taken no nearer to ± 1 than 10⁻⁶.
 */
public final class SquashedGaussianActions implements ActionDistribution {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final double LARGEST = 1 - 1e-6;

    private final int count;
    private final int size;
    private final float[] mean;
    private final float[] deviation;

    /**
     * Wraps what u is drawn from.
     *
     * @param size columns of an action
     * @param mean count × size
     * @param deviation count × size standard deviations, above 0
     */
    public SquashedGaussianActions(int count, int size, float[] mean, float[] deviation) {
        if (mean.length < count * size || deviation.length < count * size) {
            throw new IllegalArgumentException("Gaussians for " + count + " actions of " + size + " columns need "
                    + count * size + " means and standard deviations, but have " + mean.length + " and "
                    + deviation.length);
        }
        this.count = count;
        this.size = size;
        this.mean = mean;
        this.deviation = deviation;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void mode(float[] actions) {
        for (int i = 0; i < count * size; i++) {
            actions[i] = (float) Math.tanh(mean[i]);
        }
    }

    @Override
    public void sample(RandomSource random, float[] actions) {
        for (int i = 0; i < count * size; i++) {
            actions[i] = (float) Math.tanh(mean[i] + deviation[i] * random.nextGaussian());
        }
    }

    @Override
    public void logLikelihood(float[] actions, double[] logLikelihood) {
        for (int row = 0; row < count; row++) {
            double sum = 0;
            for (int i = row * size; i < (row + 1) * size; i++) {
                double action = inside(actions[i]);
                double z = (unbounded(action) - mean[i]) / deviation[i];
                sum -= 0.5 * z * z + HALF_LOG_TWO_PI + Math.log(deviation[i]) + Math.log1p(-action * action);
            }
            logLikelihood[row] = sum;
        }
    }

    @Override
    public void gradient(float[] actions, float[] gradient) {
        for (int i = 0; i < count * size; i++) {
            double action = inside(actions[i]);
            double slope = 1 - action * action;
            double variance = (double) deviation[i] * deviation[i];
            gradient[i] = (float) (((mean[i] - unbounded(action)) / variance + 2 * action) / slope);
        }
    }

    /** The Fisher part: that of u, at the slope of a. */
    @Override
    public void curvature(float[] actions, float[] curvature) {
        for (int i = 0; i < count * size; i++) {
            double action = inside(actions[i]);
            double wide = deviation[i] * (1 - action * action);
            curvature[i] = (float) (1 / (wide * wide));
        }
    }

    private static double inside(double action) {
        return Math.max(-LARGEST, Math.min(LARGEST, action));
    }

    private static double unbounded(double action) {
        return 0.5 * Math.log((1 + action) / (1 - action));
    }
}
