package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.SmallActions.Moments;
import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A Gaussian prior N(0, 1) times a Gaussian policy N(a*, w²) to the power λ is Gaussian, with known mean and variance.
 * Actions are so small here that tanh is straight.
 */
final class GaussianProductTest {
    /** With the product's own denoiser, and with the prior's and guidance, every solver takes the same way. */
    @Test
    void theProximalFormIsTheDenoiserOfTheProductAtEveryStepCount() {
        double target = 1.5;
        double spread = 0.8;
        for (double coefficient : new double[] {0.25, 1, 4}) {
            double precision = 1 + coefficient / (spread * spread);
            double mean = coefficient * target / (spread * spread) / precision;
            for (int steps : new int[] {4, 16, 64}) {
                for (Sampler sampler : List.of(
                        Samplers.euler(steps),
                        Samplers.heun(steps, 0),
                        Samplers.heun(steps, 10),
                        Samplers.dpmSolver(steps),
                        Samplers.sdeDpmSolver(steps, 1))) {
                    float[] guided = actions(sampler, Form.PROXIMAL, coefficient, target, spread);
                    float[] exact = SmallActions.actions(sampler, SmallActions.request(mean, Math.sqrt(1 / precision)));
                    for (int i = 0; i < guided.length; i++) {
                        assertThat((double) guided[i]).isCloseTo(exact[i], within(5e-4 * (1 + Math.abs(exact[i]))));
                    }
                }
            }
        }
    }

    @Test
    void theProximalFormReachesTheProduct() {
        for (double coefficient : new double[] {0.25, 1, 4}) {
            double precision = 1 + coefficient;
            for (int steps : new int[] {32, 64, 128}) {
                Moments reached =
                        Moments.of(actions(Samplers.sdeDpmSolver(steps, 1), Form.PROXIMAL, coefficient, 1, 1));
                assertThat(reached.mean()).isCloseTo(coefficient / precision, within(0.04));
                assertThat(reached.deviation() * Math.sqrt(precision)).isCloseTo(1, within(0.02 + 2.0 / steps));
            }
        }
    }

    /** The truth is 0.5, and 0.8. */
    @Test
    void thePosteriorFormOvershootsByAKnownAmount() {
        assertThat(mean(Form.POSTERIOR, 1, 128)).isCloseTo(0.717, within(0.03));
        assertThat(mean(Form.POSTERIOR, 4, 128)).isCloseTo(1.27, within(0.03));
    }

    @Test
    void thePublishedPushGrowsWithTheNumberOfStepsAndTheProximalFormDoesNot() {
        double coefficient = 0.05;
        double few = mean(Form.PUBLISHED, coefficient, 16);
        double more = mean(Form.PUBLISHED, coefficient, 64);
        double many = mean(Form.PUBLISHED, coefficient, 256);
        assertThat(more).isGreaterThan(1.3 * few);
        assertThat(many).isGreaterThan(1.3 * more);
        double fewProximal = mean(Form.PROXIMAL, 1, 16);
        double manyProximal = mean(Form.PROXIMAL, 1, 256);
        assertThat(fewProximal).isCloseTo(0.5, within(0.04));
        assertThat(manyProximal).isCloseTo(0.5, within(0.04));
    }

    private static double mean(Form form, double coefficient, int steps) {
        return Moments.of(actions(Samplers.dpmSolver(steps), form, coefficient, 1, 1))
                .mean();
    }

    private static float[] actions(Sampler sampler, Form form, double coefficient, double target, double spread) {
        Guidance guidance = new PolicyGuidance(PolicyGuidanceConfig.of(form, coefficient));
        return SmallActions.guided(sampler, guidance, SmallActions.policy(target, spread), null);
    }
}
