package io.leeway.diffusion.guidance;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Point;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Scale;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import jakarta.inject.Inject;

/**
 * Moves actions up the target policy's log-likelihood (Jackson et al. 2024), with the gradient taken by the normalised
 * action before tanh, at the observations of the same trajectory.
 *
 * <p>The data's columns have unit variance, so that given an estimate D(x; σ) a clean action is about Gaussian around it
 * with variance v = σ² / (1 + σ²). See {@link ProximalStep} for the default form, which follows from that, and
 * {@link PolicyGuidanceConfig} for the others. Not safe for use by several threads at once: it keeps its buffers.
 */
public final class PolicyGuidance implements Guidance {
    private final PolicyGuidanceConfig config;
    private final PolicyLikelihood likelihood = new PolicyLikelihood();
    private final ProximalStep proximal = new ProximalStep(likelihood);

    /** Creates the scheme. */
    @Inject
    public PolicyGuidance(PolicyGuidanceConfig config) {
        this.config = config;
    }

    @Override
    public Target target() {
        return config.form() == Form.PUBLISHED ? Target.NOISED : Target.ESTIMATE;
    }

    @Override
    public void guide(GuidanceStep step) {
        double coefficient = config.coefficientAt(step.index(), step.steps());
        if (coefficient == 0) {
            return;
        }
        double noise = step.sigma() * step.sigma();
        double variance = noise / (1 + noise);
        switch (config.form()) {
            case PROXIMAL -> {
                likelihood.ask(step, step.estimate());
                proximal.move(step.estimate(), coefficient, variance);
            }
            case POSTERIOR -> {
                likelihood.ask(step, step.estimate());
                push(step, step.estimate(), coefficient * variance);
            }
            case PUBLISHED -> {
                likelihood.ask(step, config.at() == Point.ESTIMATE ? step.estimate() : step.noised());
                push(step, step.noised(), coefficient);
            }
        }
    }

    private void push(GuidanceStep step, float[] target, double length) {
        int rows = step.horizon();
        for (int trajectory = 0; trajectory < step.count(); trajectory++) {
            double norm = config.gradient() == Scale.UNIT ? norm(trajectory * rows, rows) : 1;
            float scale = norm > 0 ? (float) (length / norm) : 0;
            for (int row = trajectory * rows; row < (trajectory + 1) * rows; row++) {
                for (int column = 0; column < likelihood.actionSize(); column++) {
                    target[likelihood.position(row, column)] += scale * likelihood.slope(row, column);
                }
            }
        }
    }

    private double norm(int firstRow, int rows) {
        double squares = 0;
        for (int row = firstRow; row < firstRow + rows; row++) {
            for (int column = 0; column < likelihood.actionSize(); column++) {
                double slope = likelihood.slope(row, column);
                squares += slope * slope;
            }
        }
        return Math.sqrt(squares);
    }
}
