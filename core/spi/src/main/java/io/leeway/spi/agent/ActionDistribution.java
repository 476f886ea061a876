package io.leeway.spi.agent;

import io.leeway.spi.RandomSource;

/**
 * The distributions of a batch of actions, in [-1, 1]: cheap to ask again and again at other actions, which is what
 * guidance does. Arrays are count × actionSize and may be longer.
 *
 * <p>A distribution over choices has ln π(a) = Σ aᵢ ln πᵢ, which for the columns of a choice is the logarithm of its
 * probability.
 */
public interface ActionDistribution {
    /** Returns how many distributions there are. */
    int count();

    /** Writes the most likely actions. */
    void mode(float[] actions);

    /** Draws one action from each. */
    void sample(RandomSource random, float[] actions);

    /**
     * Computes the log-likelihood of given actions.
     *
     * @param logLikelihood receives one value a row, summed over the action's columns
     */
    void logLikelihood(float[] actions, double[] logLikelihood);

    /** Computes the gradient of {@link #logLikelihood} by action. */
    void gradient(float[] actions, float[] gradient);

    /**
     * Computes the curvature, the negative diagonal second derivative of {@link #logLikelihood} by action, or its
     * positive semi-definite (Fisher) part: 1/σ² for a Gaussian. Never negative.
     */
    void curvature(float[] actions, float[] curvature);
}
