package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.SmallActions.Moments;
import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import org.junit.jupiter.api.Test;

/** A critic that is a Gaussian policy's log-likelihood guides as that policy does. */
final class CriticProductTest {
    private final Policy policy = SmallActions.policy(1.5, 1.25);
    private final Critic critic = SmallActions.critic(1.5, 1.25);
    private final Sampler sampler = Samplers.sdeDpmSolver(32, 1);

    @Test
    void theValueGradientIsThePoliciesPosteriorForm() {
        for (double coefficient : new double[] {0.25, 1, 2}) {
            float[] byPolicy = SmallActions.guided(
                    sampler, new PolicyGuidance(PolicyGuidanceConfig.of(Form.POSTERIOR, coefficient)), policy, null);
            Guidance scheme = new ValueGradient(ValueGradientConfig.of(ValueGradientConfig.Scale.RAW, coefficient));
            assertClose(SmallActions.guided(sampler, scheme, null, critic), byPolicy);
        }
    }

    @Test
    void advantageWeightsBelowTheirCapAreThePolicyToThePowerOfOneOverTheTemperature() {
        for (double temperature : new double[] {4, 1, 0.5}) {
            float[] byPolicy = SmallActions.guided(
                    sampler,
                    new PolicyGuidance(PolicyGuidanceConfig.of(Form.POSTERIOR, 1 / temperature)),
                    policy,
                    null);
            Guidance scheme = new AdvantageWeighted(AdvantageWeightedConfig.of(temperature, 1e9));
            assertClose(SmallActions.guided(sampler, scheme, policy, critic), byPolicy);
        }
    }

    /** Against a policy that is far off, most actions weigh as much as the cap allows: nothing is left to gain. */
    @Test
    void advantageWeightsStopAtTheirCap() {
        Policy farOff = SmallActions.policy(-4, 1);
        double unguided = mean(AdvantageWeightedConfig.of(1e9, 100), farOff);
        double low = mean(AdvantageWeightedConfig.of(1, 1.5), farOff);
        double high = mean(AdvantageWeightedConfig.of(1, 1e9), farOff);
        assertThat(low).isBetween(unguided - 0.01, unguided + 0.1);
        assertThat(high).isGreaterThan(unguided + 0.5);
    }

    private double mean(AdvantageWeightedConfig config, Policy baseline) {
        return Moments.of(SmallActions.guided(sampler, new AdvantageWeighted(config), baseline, critic))
                .mean();
    }

    private static void assertClose(float[] actual, float[] expected) {
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-3));
        }
    }
}
