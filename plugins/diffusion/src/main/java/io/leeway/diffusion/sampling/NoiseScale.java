package io.leeway.diffusion.sampling;

/**
 * The factor on a stochastic solver's noise with which data of unit variance keeps its variance.
 *
 * <p>With few steps SDE-DPM-Solver++(2M) puts in more spread than it takes out: the variance of N(0, 1) grows by a
 * sixth in 12 steps. The denoiser of such data is linear, so its variance after the last step is a + b·f² for noise
 * scaled by f, and what makes it 1 is known without sampling.
 */
final class NoiseScale {
    private NoiseScale() {}

    /**
     * Returns the factor, in [0, 1]; it tends to 1 with more steps.
     *
     * @param levels falling noise levels, of which the last is 0
     * @param eta how much noise each step takes out and puts in anew
     */
    static double keepingUnitVariance(double[] levels, double eta) {
        int steps = levels.length - 1;
        double[] weights = new double[steps + 1]; // of the noise it began with, and of what each step put in
        double[] previous = new double[steps + 1];
        weights[0] = Math.sqrt(levels[0] * levels[0] + 1);
        double previousWidth = 0;
        for (int step = 0; step < steps; step++) {
            double perVariance = 1 / (1 + levels[step] * levels[step]);
            boolean last = levels[step + 1] == 0;
            double width = last ? 0 : Math.log(levels[step] / levels[step + 1]);
            double kept = last ? 0 : Math.exp(-(1 + eta) * width);
            double extrapolated = last || previousWidth == 0 ? 0 : width / (2 * previousWidth);
            for (int i = 0; i <= step; i++) {
                double estimate = weights[i] * perVariance;
                double target = estimate + extrapolated * (estimate - previous[i]);
                weights[i] = target + kept * (weights[i] - target);
                previous[i] = estimate;
            }
            weights[step + 1] = levels[step + 1] * Math.sqrt(-Math.expm1(-2 * eta * width));
            previousWidth = width;
        }
        double noise = 0;
        for (int i = 1; i <= steps; i++) {
            noise += weights[i] * weights[i];
        }
        double wanted = Math.max(0, 1 - weights[0] * weights[0]);
        return noise > wanted ? Math.sqrt(wanted / noise) : 1;
    }
}
