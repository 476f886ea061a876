package io.leeway.spi.support;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;

/**
 * Independent choices, each with a probability that is the softmax of its logit. Actions have a column for each choice,
 * of which one is 1 and the others are 0.
 *
 * <p>ln π(a) = Σ aᵢ ln πᵢ is linear in the columns: its gradient is ln πᵢ, and its curvature 0.
 */
public final class CategoricalActions implements ActionDistribution {
    private final int count;
    private final int size;
    private final double[] logProbabilities;

    /**
     * Wraps logits.
     *
     * @param size how many choices there are
     * @param logits count × size, each finite; may be longer
     */
    public CategoricalActions(int count, int size, float[] logits) {
        if (logits.length < count * size) {
            throw new IllegalArgumentException(
                    count + " choices of " + size + " need " + count * size + " logits, but have " + logits.length);
        }
        this.count = count;
        this.size = size;
        logProbabilities = new double[count * size];
        for (int row = 0; row < count; row++) {
            normalize(logits, row * size);
        }
    }

    /** Subtracts ln Σ eˣ from a row. */
    private void normalize(float[] logits, int from) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + size; i++) {
            largest = Math.max(largest, logits[i]);
        }
        double sum = 0;
        for (int i = from; i < from + size; i++) {
            sum += Math.exp(logits[i] - largest);
        }
        double logSum = largest + Math.log(sum);
        for (int i = from; i < from + size; i++) {
            logProbabilities[i] = logits[i] - logSum;
        }
    }

    @Override
    public int count() {
        return count;
    }

    /** {@inheritDoc} Of several as likely, the first. */
    @Override
    public void mode(float[] actions) {
        for (int row = 0; row < count; row++) {
            int best = 0;
            for (int i = 1; i < size; i++) {
                if (logProbabilities[row * size + i] > logProbabilities[row * size + best]) {
                    best = i;
                }
            }
            choose(actions, row, best);
        }
    }

    @Override
    public void sample(RandomSource random, float[] actions) {
        for (int row = 0; row < count; row++) {
            double left = random.nextDouble();
            int drawn = 0;
            while (drawn < size - 1) {
                left -= Math.exp(logProbabilities[row * size + drawn]);
                if (left < 0) {
                    break;
                }
                drawn++;
            }
            choose(actions, row, drawn);
        }
    }

    private void choose(float[] actions, int row, int choice) {
        for (int i = 0; i < size; i++) {
            actions[row * size + i] = i == choice ? 1 : 0;
        }
    }

    @Override
    public void logLikelihood(float[] actions, double[] logLikelihood) {
        for (int row = 0; row < count; row++) {
            double sum = 0;
            for (int i = row * size; i < (row + 1) * size; i++) {
                sum += actions[i] * logProbabilities[i];
            }
            logLikelihood[row] = sum;
        }
    }

    @Override
    public void gradient(float[] actions, float[] gradient) {
        for (int i = 0; i < logProbabilities.length; i++) {
            gradient[i] = (float) logProbabilities[i];
        }
    }

    @Override
    public void curvature(float[] actions, float[] curvature) {
        for (int i = 0; i < logProbabilities.length; i++) {
            curvature[i] = 0;
        }
    }
}
