package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.SolverStage;
import java.util.ArrayList;
import java.util.List;

/**
 * Heun's method with added noise: second order, two evaluations a step (Karras et al. 2022, algorithm 2). Without churn
 * it is deterministic.
 *
 * <p>The released code of Jackson et al. 2024 predicts from where the step's own noise was not yet added, which the
 * correction mends; {@link HeunConfig#compatibility} does the same.
 */
final class HeunStages {
    /** The released code adds this to a level before it divides by it. */
    private static final double PUBLISHED_ROUNDING = 1e-9;

    private HeunStages() {}

    /** Returns the stages from the first of those levels to the last, which is 0: two a step but for the last. */
    static List<SolverStage> through(double[] levels, HeunConfig config) {
        boolean published = config.compatibility() == HeunConfig.Compatibility.PUBLISHED;
        List<SolverStage> stages = new ArrayList<>();
        for (int step = 0; step + 1 < levels.length; step++) {
            double sigma = levels[step];
            double next = levels[step + 1];
            double raised = raise(sigma, config);
            double churn = raised > sigma ? config.noiseScale() * Math.sqrt(raised * raised - sigma * sigma) : 0;
            double recalled = published ? churn : 0;
            stages.add(new SolverStage(step, raised, churn, 0, next / raised, 0, -recalled, 0));
            if (next > 0) {
                // x' = x₋ + (next − raised) / 2 · (slope₋ + slope), from where the prediction x = x₋ + (next − raised)
                // · slope₋ is.
                double half = (next - raised) / 2;
                double divisor = published ? next + PUBLISHED_ROUNDING : next;
                stages.add(new SolverStage(step, next, 0, 0, 1 + half / divisor, -half / raised, recalled, 0));
            }
        }
        return stages;
    }

    private static double raise(double sigma, HeunConfig config) {
        if (sigma < config.churnSigmaMin() || sigma > config.churnSigmaMax()) {
            return sigma;
        }
        return sigma * (1 + Math.min(config.churn() / config.steps(), Math.sqrt(2) - 1));
    }
}
