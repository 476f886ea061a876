package io.leeway.spi.diffusion;

import io.leeway.spi.Internal;

/**
 * One evaluation of the denoiser in a sampler's loop, and where it moves the trajectories x: a solver is the list of
 * its stages.
 *
 * <pre>
 * x  ← x + churn · n                                  n standard normal
 * d  = D(x; sigma), guided
 * t  = d + extrapolation · (d − d₋)                   d₋ of the stage before
 * x' = t + kept · (x − t) + carried · (x₋ − d₋) + recalled · n₋ + fresh · n
 * </pre>
 *
 * <p>All that is subtracted is the noise that an estimate leaves, so that small levels lose no digits. n₋ is the noise
 * of the latest churn, this stage's where it has one. A stage draws noise at most once.
 *
 * @param step the step that it belongs to, from 0; guidance of noised trajectories moves them before a step's first
 *     stage
 * @param sigma the noise level of the evaluation, above 0
 * @param churn standard deviation of the noise that is added before the evaluation, or 0
 * @param extrapolation how far the target lies beyond the estimate, as seen from the estimate before; 0 in the first
 *     stage
 * @param kept how much of the remaining noise x − t is kept
 * @param carried how much of the noise that remained before is added; 0 in the first stage
 * @param recalled how much of the latest churn's noise is added
 * @param fresh standard deviation of the noise that is added at the end, or 0
 */
@Internal
public record SolverStage(
        int step,
        double sigma,
        double churn,
        double extrapolation,
        double kept,
        double carried,
        double recalled,
        double fresh) {
    /** Checks that noise is drawn at most once. */
    public SolverStage {
        if (!(sigma > 0) || churn < 0 || fresh < 0 || (churn > 0 && fresh > 0)) {
            throw new IllegalArgumentException(
                    "A stage needs a sigma above 0, and either churn or fresh noise or neither," + " but has sigma "
                            + sigma + ", churn " + churn + " and fresh " + fresh);
        }
    }

    /** Returns a stage that keeps a part of the noise, and does nothing else. */
    public static SolverStage keeping(int step, double sigma, double kept) {
        return new SolverStage(step, sigma, 0, 0, kept, 0, 0, 0);
    }

    /** Returns whether it needs random numbers. */
    public boolean stochastic() {
        return churn > 0 || fresh > 0;
    }
}
