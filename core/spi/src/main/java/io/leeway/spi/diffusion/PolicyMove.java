package io.leeway.spi.diffusion;

/**
 * What a scheme that follows the gradient of a policy's log-likelihood does, in numbers: for a denoiser that guides on its own
 * device.
 *
 * @param form what is moved, and how
 * @param coefficients λ, one for each of the sampler's steps
 * @param sigmaMax the largest noise level at which an estimate is moved; infinite for all, as for a noised trajectory
 * @param unit whether the gradient of a whole trajectory is scaled to length 1; a gradient of 0 moves nothing
 * @param afterUnit what is added to every component of such a gradient
 */
public record PolicyMove(Form form, double[] coefficients, double sigmaMax, boolean unit, double afterUnit) {
    /** Returns λ at a stage of a solver. */
    public double coefficientAt(SolverStage stage) {
        return stage.sigma() > sigmaMax ? 0 : coefficients[stage.step()];
    }

    /** What is moved, and how. */
    public enum Form {
        /** The estimate, to the mean of N(z; D, v)·π(tanh(m + s·z))^λ, v = σ² / (1 + σ²): by three points around its peak. */
        PROXIMAL,
        /** The estimate, by λ·v times the gradient there. */
        POSTERIOR,
        /** The noised trajectory, by λ times the gradient there, before each step. */
        NOISED
    }
}
