package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.SolverStage;
import java.util.ArrayList;
import java.util.List;

/**
 * DPM-Solver++(2M): second order with one evaluation a step, by extrapolating from the step before (Lu et al. 2022,
 * algorithm 2). With η above 0 it solves the stochastic equation instead, and adds noise at every step but the last
 * (SDE-DPM-Solver++(2M), the midpoint form).
 */
final class DpmSolverStages {
    private DpmSolverStages() {}

    /**
     * Returns the stages from the first of those levels to the last, which is 0.
     *
     * @param eta how much noise is taken out and put in anew, 0 for none
     * @param noiseScale a factor on the noise that is put in
     */
    static List<SolverStage> through(double[] levels, double eta, double noiseScale) {
        List<SolverStage> stages = new ArrayList<>();
        double previousWidth = 0;
        for (int step = 0; step + 1 < levels.length; step++) {
            double next = levels[step + 1];
            if (next == 0) {
                stages.add(SolverStage.keeping(step, levels[step], 0));
            } else {
                double width = Math.log(levels[step] / next);
                double extrapolation = previousWidth == 0 ? 0 : width / (2 * previousWidth);
                double kept = Math.exp(-(1 + eta) * width);
                double fresh = noiseScale * next * Math.sqrt(-Math.expm1(-2 * eta * width));
                stages.add(new SolverStage(step, levels[step], 0, extrapolation, kept, 0, 0, fresh));
                previousWidth = width;
            }
        }
        return stages;
    }
}
