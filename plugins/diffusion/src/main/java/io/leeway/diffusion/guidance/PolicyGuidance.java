package io.leeway.diffusion.guidance;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Compatibility;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Point;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.spi.diffusion.PolicyMove;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Guidance of actions up the target policy's log-likelihood (Jackson et al. 2024), with the gradient taken by the
 * normalised action before tanh, at the observations of the same trajectory.
 *
 * <p>The data's columns have unit variance, so that given an estimate D(x; σ) a clean action is about Gaussian around
 * it with variance v = σ² / (1 + σ²). See {@link ProximalStep} for the default form, which follows from that, and
 * {@link PolicyGuidanceConfig} for the others. Not safe for use by several threads at once: it keeps its buffers.
 */
public final class PolicyGuidance implements Guidance {
    /** The published code adds this to every component of a gradient of unit length, after the division. */
    private static final double AFTER_UNIT = 1e-8;

    private final PolicyGuidanceConfig config;
    private final Map<String, Double> figures;
    private final PolicyLikelihood likelihood = new PolicyLikelihood();
    private final ProximalStep proximal = new ProximalStep(likelihood);

    /** Creates the scheme. */
    @Inject
    public PolicyGuidance(PolicyGuidanceConfig config) {
        this(config, Map.of());
    }

    /** Creates the scheme with what was found out on the way to its coefficient. */
    public PolicyGuidance(PolicyGuidanceConfig config, Map<String, Double> figures) {
        this.config = config;
        this.figures = figures;
    }

    @Override
    public Map<String, Double> figures() {
        return figures;
    }

    @Override
    public Target target() {
        return config.form() == Form.PUBLISHED ? Target.NOISED : Target.ESTIMATE;
    }

    @Override
    public void guide(GuidanceStep step) {
        double coefficient = config.coefficientAt(step.index(), step.steps());
        if (coefficient == 0 || NoiseLimit.exceeds(step, config.sigmaMax())) {
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
                push(step.estimate(), coefficient * variance);
            }
            case PUBLISHED -> {
                likelihood.ask(step, config.at() == Point.ESTIMATE ? step.estimate() : step.noised());
                push(step.noised(), coefficient);
            }
        }
    }

    @Override
    public Optional<PolicyMove> policyMove(int steps) {
        boolean plain = config.at() != Point.ESTIMATE && config.sigmaMax() == null;
        if (config.form() == Form.PUBLISHED && !plain) {
            return Optional.empty();
        }
        PolicyMove.Form form =
                switch (config.form()) {
                    case PROXIMAL -> PolicyMove.Form.PROXIMAL;
                    case POSTERIOR -> PolicyMove.Form.POSTERIOR;
                    case PUBLISHED -> PolicyMove.Form.NOISED;
                };
        double[] coefficients = IntStream.range(0, steps)
                .mapToDouble(index -> config.coefficientAt(index, steps))
                .toArray();
        return Optional.of(new PolicyMove(form, coefficients, NoiseLimit.of(config.sigmaMax()), ascent()));
    }

    private PolicyMove.Ascent ascent() {
        return config.gradient() == GradientScale.RAW
                ? PolicyMove.Ascent.GRADIENT
                : new PolicyMove.Ascent(0, 1, afterUnit());
    }

    private double afterUnit() {
        return config.compatibility() == Compatibility.PUBLISHED ? AFTER_UNIT : 0;
    }

    private void push(float[] target, double length) {
        new GradientPush(length, config.gradient(), afterUnit())
                .apply(likelihood.rows(), likelihood.gradient(), target);
    }
}
