package io.leeway.testkit.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.support.GaussianActions;
import java.util.Arrays;

/** A policy N(W·s + b, w²) with a mean that is linear in the observation, and so with known gradients. */
public final class GaussianPolicy implements Policy {
    private final int observationSize;
    private final float[] weights;
    private final float[] bias;
    private final float[] deviation;

    /**
     * Creates a policy.
     *
     * @param observationSize columns of an observation
     * @param weights actionSize × observationSize
     * @param bias one for each action column
     * @param deviation the standard deviation of each action column, above 0
     */
    public GaussianPolicy(int observationSize, float[] weights, float[] bias, float[] deviation) {
        this.observationSize = observationSize;
        this.weights = weights.clone();
        this.bias = bias.clone();
        this.deviation = deviation.clone();
    }

    /** Returns a policy that looks at nothing: N({@code mean}, {@code deviation}²) in every action column. */
    public static GaussianPolicy constant(int observationSize, int actionSize, float mean, float deviation) {
        float[] bias = new float[actionSize];
        float[] deviations = new float[actionSize];
        Arrays.fill(bias, mean);
        Arrays.fill(deviations, deviation);
        return new GaussianPolicy(observationSize, new float[actionSize * observationSize], bias, deviations);
    }

    /** Returns a policy with small weights drawn at random and a standard deviation of 0.5. */
    public static GaussianPolicy random(int observationSize, int actionSize, RandomSource random) {
        float[] weights = new float[actionSize * observationSize];
        random.fillGaussian(weights, 0, weights.length);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= 0.3f;
        }
        float[] deviations = new float[actionSize];
        Arrays.fill(deviations, 0.5f);
        return new GaussianPolicy(observationSize, weights, new float[actionSize], deviations);
    }

    @Override
    public int observationSize() {
        return observationSize;
    }

    @Override
    public int actionSize() {
        return bias.length;
    }

    @Override
    public ActionDistribution distribution(float[] observations, int count) {
        int actionSize = bias.length;
        float[] mean = new float[count * actionSize];
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < actionSize; column++) {
                float sum = bias[column];
                for (int i = 0; i < observationSize; i++) {
                    sum += weights[column * observationSize + i] * observations[row * observationSize + i];
                }
                mean[row * actionSize + column] = sum;
            }
        }
        return new GaussianActions(count, actionSize, mean, deviation);
    }
}
