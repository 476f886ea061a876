package com.acme.paper;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import java.util.Map;

/** The densities of one action in [-1, 1]: the behaviour policy's, of two modes, and the true guided one. */
final class Mixture {
    /** The target policy is N({@value}, {@link #POLICY_DEVIATION}²). */
    static final double POLICY_MEAN = 0.25;

    static final double POLICY_DEVIATION = 0.4;

    private static final double[] WEIGHTS = {0.6, 0.4};
    private static final double[] MEANS = {-0.45, 0.4};
    private static final double[] DEVIATIONS = {0.13, 0.16};

    private Mixture() {}

    /** Returns the behaviour policy's density. */
    static double density(double action) {
        double sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            double z = (action - MEANS[i]) / DEVIATIONS[i];
            sum += WEIGHTS[i] * Math.exp(-z * z / 2) / DEVIATIONS[i] / Math.sqrt(2 * Math.PI);
        }
        return sum;
    }

    /** Returns p_off(a)·π(a)^λ in equal bins over [-1, 1], normalised to a density. */
    static double[] guided(double coefficient, int bins) {
        int points = 50;
        double[] densities = new double[bins];
        double sum = 0;
        for (int i = 0; i < bins * points; i++) {
            double action = -1 + 2 * (i + 0.5) / (bins * points);
            double z = (action - POLICY_MEAN) / POLICY_DEVIATION;
            double value = density(action) * Math.exp(-coefficient * z * z / 2);
            densities[i / points] += value;
            sum += value;
        }
        for (int bin = 0; bin < bins; bin++) {
            densities[bin] *= bins / 2.0 / sum;
        }
        return densities;
    }

    /** Returns a dataset of one-step episodes: an action drawn from the behaviour policy, and nothing else to see. */
    static Dataset dataset(int episodes, RandomSource random) {
        float[] actions = new float[episodes];
        int[] lengths = new int[episodes];
        boolean[] over = new boolean[episodes];
        for (int i = 0; i < episodes; i++) {
            int part = random.nextDouble() < WEIGHTS[0] ? 0 : 1;
            double action = MEANS[part] + DEVIATIONS[part] * random.nextGaussian();
            actions[i] = (float) Math.max(-1, Math.min(1, action));
            lengths[i] = 1;
            over[i] = true;
        }
        return new Dataset(
                1,
                1,
                new float[2 * episodes],
                actions,
                new float[episodes],
                lengths,
                new boolean[episodes],
                over,
                Map.of("source", "figure 3"));
    }
}
