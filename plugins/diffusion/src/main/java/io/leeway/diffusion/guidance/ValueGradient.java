package io.leeway.diffusion.guidance;

import io.leeway.diffusion.guidance.ValueGradientConfig.Scale;
import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Guidance of actions up the agent's value Q(s, a): the denoised estimate by coefficient × v × ∇Q, with the gradient
 * taken by the normalised action before tanh and v = σ² / (1 + σ²), the variance of a clean action given the estimate.
 *
 * <p>With scale {@code raw} the target distribution is p(τ)·exp(coefficient·ΣQ) to first order, as a Diffuser's value
 * guidance (Janner et al. 2022) has it. By default the gradient is divided by the mean |Q|, which {@link #prepare}
 * measures, as the actor's loss of TD3+BC is (Fujimoto and Gu 2021). Not safe for use by several threads at once: it
 * keeps its buffers.
 */
public final class ValueGradient implements Guidance {
    private static final String TYPE = "value-gradient";
    /** How many unguided trajectories the mean value is measured on. */
    private static final int PILOTS = 64;

    private final ValueGradientConfig config;
    /** What the gradient is divided by; 0 where it is yet to be measured. */
    private final double divisor;

    private final ActionRows rows = new ActionRows();
    private float[] gradient = new float[0];

    /** Creates the scheme. */
    @Inject
    public ValueGradient(ValueGradientConfig config) {
        this(config, config.scale() == Scale.MEAN_VALUE ? 0 : 1);
    }

    private ValueGradient(ValueGradientConfig config, double divisor) {
        this.config = config;
        this.divisor = divisor;
    }

    @Override
    public Target target() {
        return Target.ESTIMATE;
    }

    @Override
    public Guidance prepare(Sampler sampler, SamplingRequest request) {
        Critic critic = Needs.critic(TYPE, request.critic());
        return config.scale() == Scale.MEAN_VALUE && request.count() > 0
                ? new ValueGradient(config, meanValue(critic, sampler, request))
                : this;
    }

    private static double meanValue(Critic critic, Sampler sampler, SamplingRequest request) {
        SamplingRequest pilot = request.pilot(PILOTS, request.random().split("pilot"));
        Transitions transitions = sampler.sample(pilot).trajectories().transitions();
        float[] values = new float[transitions.count()];
        critic.value(transitions.observations(), transitions.actions(), values.length, values);
        double sum = 0;
        for (float value : values) {
            sum += Math.abs(value);
        }
        double mean = sum / values.length;
        if (!(mean > 0 && Double.isFinite(mean))) {
            throw new LeewayException("Guidance of type '" + TYPE + "' divides by the critic's mean |Q|, but over "
                    + values.length + " sampled transitions that is " + mean + ". Choose scale: unit or scale: raw, or"
                    + " train the agent further before it guides.");
        }
        return mean;
    }

    @Override
    public Map<String, Double> figures() {
        return config.scale() == Scale.MEAN_VALUE && divisor > 0 ? Map.of("pilot_mean_value", divisor) : Map.of();
    }

    @Override
    public void guide(GuidanceStep step) {
        double coefficient = config.coefficientAt(step.index(), step.steps());
        if (coefficient == 0 || NoiseLimit.exceeds(step, config.sigmaMax())) {
            return;
        }
        if (divisor == 0) {
            throw new IllegalStateException(
                    "The mean value was not measured: prepare the scheme for its request first");
        }
        Critic critic = Needs.critic(TYPE, step.critic());
        rows.read(step, step.estimate());
        gradient = rows.sized(gradient);
        critic.gradient(rows.observations(), rows.actions(), rows.count(), gradient);
        double noise = step.sigma() * step.sigma();
        double length = coefficient * noise / (1 + noise) / divisor;
        GradientScale scale = config.scale() == Scale.UNIT ? GradientScale.UNIT : GradientScale.RAW;
        new GradientPush(length, scale).apply(rows, gradient, step.estimate());
    }
}
