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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a coefficient does must not depend on how many steps a sampler takes: the mean action under a prior N(0, 1) and
 * a target N(1, 1), from few steps to many of SDE-DPM-Solver++, against the truth of each scheme.
 */
final class StepCountTest {
    /** The truth is 1/2 at coefficient 1 and 4/5 at 4. */
    @ParameterizedTest(name = "{0} steps")
    @ValueSource(ints = {8, 16, 32, 64, 128, 256})
    void theProximalFormReachesTheTruth(int steps) {
        assertThat(policy(Form.PROXIMAL, 1, steps)).isCloseTo(0.5, within(0.05));
        assertThat(policy(Form.PROXIMAL, 4, steps)).isCloseTo(0.8, within(0.05));
    }

    /** First-order schemes have a bias of 1/8 here, and come to it from 16 steps on. */
    @ParameterizedTest(name = "{0} steps")
    @CsvSource({"8, 0.12", "16, 0.05", "32, 0.05", "64, 0.03", "128, 0.03", "256, 0.03"})
    void schemesOfFirstOrderOvershootByTheSameAmount(int steps, double tolerance) {
        double posterior = policy(Form.POSTERIOR, 1, steps);
        assertThat(posterior).isCloseTo(0.625, within(tolerance));
        assertThat(value(1, steps)).isCloseTo(posterior, within(1e-4));
        assertThat(advantage(1, steps)).isCloseTo(posterior, within(1e-4));
    }

    /**
     * A step's move must stay below the way to the target: a coefficient of 4 takes 32 steps, and is not usable with 8.
     */
    @Test
    void schemesOfFirstOrderNeedMoreStepsForLargerCoefficients() {
        assertThat(policy(Form.POSTERIOR, 4, 32)).isCloseTo(0.978, within(0.05));
        assertThat(policy(Form.POSTERIOR, 4, 256)).isCloseTo(0.978, within(0.03));
        assertThat(Math.abs(policy(Form.POSTERIOR, 4, 8) - 0.978)).isGreaterThan(1);
    }

    /** Twice the condition's shift. */
    @ParameterizedTest(name = "{0} steps")
    @ValueSource(ints = {8, 16, 32, 64, 128, 256})
    void classifierFreeGuidanceReachesTheTruth(int steps) {
        assertThat(returned(2, steps)).isCloseTo(2, within(0.06));
    }

    @Test
    void thePublishedPushGrowsWithEveryStep() {
        double last = policy(Form.PUBLISHED, 0.05, 8);
        for (int steps : new int[] {16, 32, 64, 128, 256}) {
            double next = policy(Form.PUBLISHED, 0.05, steps);
            assertThat(next).isGreaterThan(1.2 * last);
            last = next;
        }
        assertThat(last).isGreaterThan(0.8);
    }

    private static double policy(Form form, double coefficient, int steps) {
        return mean(steps, () -> new PolicyGuidance(PolicyGuidanceConfig.of(form, coefficient)));
    }

    private static double value(double coefficient, int steps) {
        return mean(steps, () -> new ValueGradient(ValueGradientConfig.of(ValueGradientConfig.Scale.RAW, coefficient)));
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
