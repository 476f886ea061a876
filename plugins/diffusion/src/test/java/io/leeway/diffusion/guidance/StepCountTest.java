package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.SmallActions.Moments;
import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.Progress;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.WindowReturns;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a coefficient does must not depend on how many steps a sampler takes: the mean action under a prior N(0, 1) and a target
 * N(1, 1), from few steps to many of SDE-DPM-Solver++, against the truth of each scheme.
 */
final class StepCountTest {
    /** Four standard errors of a mean over {@link SmallActions#COUNT} × {@link SmallActions#HORIZON} actions. */
    private static final double TOLERANCE = 4 / Math.sqrt((double) SmallActions.COUNT * SmallActions.HORIZON);

    @ParameterizedTest(name = "{0} steps")
    @ValueSource(ints = {8, 16, 32, 64, 128, 256})
    void eachSchemeStaysWhereItIs(int steps) {
        System.err.printf("N=%d prox1 %.4f prox4 %.4f post1 %.4f post4 %.4f value %.4f adv %.4f ret %.4f pub %.4f%n",
            steps, policy(Form.PROXIMAL, 1, steps), policy(Form.PROXIMAL, 4, steps), policy(Form.POSTERIOR, 1, steps), policy(Form.POSTERIOR, 4, steps), value(1, steps), advantage(1, steps), returned(2, steps), policy(Form.PUBLISHED, 0.05, steps));
    }

    private static double policy(Form form, double coefficient, int steps) {
        return mean(steps, () -> new PolicyGuidance(PolicyGuidanceConfig.of(form, coefficient)));
    }

    private static double value(double coefficient, int steps) {
        return mean(
                steps,
                () -> new ValueGradient(ValueGradientConfig.of(ValueGradientConfig.Scale.RAW, coefficient)));
    }

    private static double advantage(double temperature, int steps) {
        return mean(steps, () -> new AdvantageWeighted(AdvantageWeightedConfig.of(temperature, 1e6)));
    }

    /** A return of one standard deviation above the mean shifts the data's mean by 1. */
    private static double returned(double coefficient, int steps) {
        SamplingRequest request = SmallActions.request(0, 1);
        ((GaussianDenoiser) request.denoiser()).withReturns(new WindowReturns(5, 2, new float[] {0, 10}));
        Guidance guidance = new ReturnConditioned(new ReturnConditionedConfig(coefficient, 7.0, null), Progress.NONE);
        return Moments.of(SmallActions.actions(
                        Samplers.sdeDpmSolver(steps, 1), request.withGuidance(guidance, null, null)))
                .mean();
    }

    private static double mean(int steps, Supplier<Guidance> scheme) {
        return Moments.of(SmallActions.guided(
                        Samplers.sdeDpmSolver(steps, 1),
                        scheme.get(),
                        SmallActions.policy(1, 1),
                        SmallActions.critic(1, 1)))
                .mean();
    }
}
