package io.leeway.report.statistics.scores;

import org.apache.commons.statistics.distribution.TDistribution;

/** Student's distribution, by Apache Commons Statistics. */
final class Student {
    private Student() {}

    /** Returns what the absolute value exceeds with a probability. */
    static double quantile(int degrees, double level) {
        TDistribution distribution = TDistribution.of(degrees);
        double quantile = distribution.inverseSurvivalProbability(level / 2);
        // The inverse stops within 1e-9; a step of Newton's method takes it to the last digits.
        double excess = distribution.survivalProbability(quantile) - level / 2;
        return quantile + excess / distribution.density(quantile);
    }

    /** Returns the probability of an absolute value at least as great. */
    static double pValue(int degrees, double statistic) {
        return 2 * TDistribution.of(degrees).survivalProbability(Math.abs(statistic));
    }
}
