package io.leeway.spi.diffusion;

import io.leeway.spi.Internal;

/**
 * A guidance scheme that follows the gradient of a policy's log-likelihood, in numbers: for a denoiser that guides on
 * its own device.
 *
 * @param form the target of the move, and its rule
 * @param coefficients λ, one for each of the sampler's steps
 * @param sigmaMax the largest noise level at which an estimate is moved; infinite for all, as for a noised trajectory
 * @param ascent the direction in which a trajectory is pushed; {@link Ascent#GRADIENT} for the form {@code PROXIMAL},
 *     whose step follows from the gradient's length
 */
@Internal
public record PolicyMove(Form form, double[] coefficients, double sigmaMax, Ascent ascent) {
    /** Checks that the form goes with the ascent. */
    public PolicyMove {
        if (form == Form.PROXIMAL && !ascent.equals(Ascent.GRADIENT)) {
            throw new IllegalArgumentException("The form PROXIMAL goes with the gradient alone, not with " + ascent);
        }
    }

    /** Returns λ at a stage of a solver. */
    public double coefficientAt(SolverStage stage) {
        return stage.sigma() > sigmaMax ? 0 : coefficients[stage.step()];
    }

    /** The target of a move, and its rule. */
    public enum Form {
        /**
         * The estimate, to the mean of N(z; D, v)·π(tanh(m + s·z))^λ, v = σ² / (1 + σ²): by three points around its
         * peak.
         */
        PROXIMAL,
        /** The estimate, by λ·v times the ascent there. */
        POSTERIOR,
        /** The noised trajectory, by λ times the ascent there, before each step. */
        NOISED
    }

    /**
     * The direction in which a trajectory's actions are pushed, made of the gradient g over the whole trajectory:
     * {@code length · g + direction · g / ‖g‖ + constant} in every component, and 0 where g is 0.
     *
     * @param length the factor of the gradient
     * @param direction the factor of the gradient scaled to length 1
     * @param constant an addend of every component
     */
    public record Ascent(double length, double direction, double constant) {
        /** The gradient as it is. */
        public static final Ascent GRADIENT = new Ascent(1, 0, 0);

        /** The gradient scaled to length 1. */
        public static final Ascent DIRECTION = new Ascent(0, 1, 0);
    }
}
