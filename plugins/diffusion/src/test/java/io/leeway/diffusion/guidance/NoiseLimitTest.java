package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.SmallActions.Moments;
import io.leeway.diffusion.guidance.adaptive.AdaptivePolicy;
import io.leeway.diffusion.guidance.adaptive.AdaptivePolicyConfig;
import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.Progress;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Guidance of low noise levels alone, of actions under a prior N(0, 1) towards a target N(1, 1).
 *
 * <p>The proximal form is the denoiser of a Gaussian at every level, so that the probability flow is in closed form:
 * from the limit L down to 0 an action goes on as data N(m, s²) that is noised to L does, z ← m + (z − m)·s / √(s² +
 * L²), and what it begins with there is unguided, N(0, 1 + L²).
 */
final class NoiseLimitTest {
    private static final int STEPS = 400;

    @Test
    void theProximalFormEndsWhereTheFlowFromTheLimitEnds() {
        for (double limit : new double[] {0.25, 1, 4}) {
            for (double coefficient : new double[] {1, 4, 64}) {
                double variance = 1 / (1 + coefficient);
                double mean = coefficient * variance;
                double shrink = Math.sqrt(variance / (variance + limit * limit));
                Moments reached = Moments.of(actions(Samplers.heun(STEPS, 0), Form.PROXIMAL, coefficient, limit));
                assertThat(reached.mean()).as("mean, limit %s", limit).isCloseTo(mean * (1 - shrink), within(0.04));
                assertThat(reached.deviation())
                        .as("deviation, limit %s", limit)
                        .isCloseTo(shrink * Math.sqrt(1 + limit * limit), within(0.04));
            }
        }
    }

    @Test
    void noLevelIsBeyondAHighLimitAndEveryOneBeyondALowOne() {
        Sampler sampler = Samplers.sdeDpmSolver(16, 1);
        float[] unguided = SmallActions.actions(sampler, SmallActions.request(0, 1));
        for (Form form : Form.values()) {
            assertThat(actions(sampler, form, 0.5, 1e4)).isEqualTo(actions(sampler, form, 0.5, null));
            assertThat(actions(sampler, form, 0.5, 1e-9)).isEqualTo(unguided);
        }
    }

    /** Each with what a critic or a policy makes of it; between nothing and everything. */
    @Test
    void everySchemeGuidesLessUnderALimit() {
        List<Function<@Nullable Double, Guidance>> schemes = List.of(
                limit -> new ValueGradient(new ValueGradientConfig(
                        1, ValueGradientConfig.Scale.RAW, ScheduleShape.CONSTANT, null, 0, limit)),
                limit -> new AdvantageWeighted(
                        new AdvantageWeightedConfig(1, 1e6, ScheduleShape.CONSTANT, null, 0, limit)),
                limit -> new PolicyGuidance(
                        PolicyGuidanceConfig.of(Form.POSTERIOR, 1).withSigmaMax(limit)));
        for (Function<@Nullable Double, Guidance> scheme : schemes) {
            double[] means = {
                mean(scheme.apply(1e-9)), mean(scheme.apply(0.25)), mean(scheme.apply(1.0)), mean(scheme.apply(null))
            };
            assertThat(means).isSorted();
            assertThat(means[1] - means[0]).isGreaterThan(0.01);
            assertThat(means[3] - means[2]).isGreaterThan(0.1);
        }
    }

    private static double mean(Guidance scheme) {
        return Moments.of(SmallActions.guided(
                        Samplers.sdeDpmSolver(32, 1), scheme, SmallActions.policy(1, 1), SmallActions.critic(1, 1)))
                .mean();
    }

    /** The same gain takes a larger coefficient where fewer levels are guided. */
    @Test
    void anAdaptiveCoefficientMakesUpForALimit() {
        assertThat(adaptive(0.25)).isGreaterThan(1.2 * adaptive(null));
    }

    private static double adaptive(@Nullable Double limit) {
        Guidance adaptive = new AdaptivePolicy(
                new AdaptivePolicyConfig(0.3, null, null, 200, 10, 0.05, 0.001, 1000, limit),
                null,
                Optional.empty(),
                Progress.NONE);
        SamplingRequest request = SmallActions.request(0, 1).withGuidance(adaptive, SmallActions.policy(1, 1), null);
        Double coefficient = adaptive.prepare(Samplers.sdeDpmSolver(16, 1), request)
                .figures()
                .get("coefficient");
        return Objects.requireNonNull(coefficient);
    }

    private static float[] actions(Sampler sampler, Form form, double coefficient, @Nullable Double limit) {
        Guidance guidance =
                new PolicyGuidance(PolicyGuidanceConfig.of(form, coefficient).withSigmaMax(limit));
        return SmallActions.guided(sampler, guidance, SmallActions.policy(1, 1), null);
    }
}
