package io.leeway.diffusion.guidance;

import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import jakarta.inject.Inject;
import java.util.Arrays;

/**
 * Guidance by advantage-weighted regression: the target distribution is p(τ)·Π min(cap, exp(A(s, a)/temperature)) over
 * a trajectory's rows, with A(s, a) = Q(s, a) − Q(s, π(s)) and π(s) the policy's mode.
 *
 * <p>The weight is that of AWR (Peng et al. 2019), and its cap of 100 that of IQL (Kostrikov et al. 2022), with the
 * policy's own value as the baseline. The denoised estimate is moved by v × ∇ log weight, which is ∇Q/temperature below
 * the cap and zero at it, taken by the normalised action before tanh; v = σ² / (1 + σ²) is the variance of a clean
 * action given the estimate. Not safe for use by several threads at once: it keeps its buffers.
 */
public final class AdvantageWeighted implements Guidance {
    private static final String TYPE = "advantage-weighted";

    private final AdvantageWeightedConfig config;
    private final ActionRows rows = new ActionRows();
    private float[] gradient = new float[0];
    private float[] modes = new float[0];
    private float[] values = new float[0];
    private float[] baselines = new float[0];

    /** Creates the scheme. */
    @Inject
    public AdvantageWeighted(AdvantageWeightedConfig config) {
        this.config = config;
    }

    @Override
    public Target target() {
        return Target.ESTIMATE;
    }

    @Override
    public void guide(GuidanceStep step) {
        double factor = config.factorAt(step.index(), step.steps());
        if (factor == 0 || NoiseLimit.exceeds(step, config.sigmaMax())) {
            return;
        }
        Critic critic = Needs.critic(TYPE, step.critic());
        Policy policy = Needs.policy(TYPE, step.policy(), step.layout());
        rows.read(step, step.estimate());
        reserve();
        policy.act(rows.observations(), rows.count(), modes);
        critic.value(rows.observations(), modes, rows.count(), baselines);
        critic.value(rows.observations(), rows.actions(), rows.count(), values);
        critic.gradient(rows.observations(), rows.actions(), rows.count(), gradient);
        stopAtCap();
        double noise = step.sigma() * step.sigma();
        new GradientPush(factor * noise / (1 + noise) / config.temperature(), GradientScale.RAW)
                .apply(rows, gradient, step.estimate());
    }

    private void stopAtCap() {
        double most = config.temperature() * Math.log(config.cap());
        for (int row = 0; row < rows.count(); row++) {
            if (values[row] - baselines[row] >= most) {
                int from = row * rows.actionSize();
                Arrays.fill(gradient, from, from + rows.actionSize(), 0);
            }
        }
    }

    private void reserve() {
        gradient = rows.sized(gradient);
        modes = rows.sized(modes);
        values = rows.sized(values);
        baselines = rows.sized(baselines);
    }
}
