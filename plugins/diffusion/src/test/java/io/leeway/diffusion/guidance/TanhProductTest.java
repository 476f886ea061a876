package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where tanh is not straight, sampled actions against the guided density p(z)·π(tanh(m + s·z))^λ by integration. */
final class TanhProductTest {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(1, 1);
    private static final int COUNT = 1000;
    private static final int HORIZON = 8;

    @ParameterizedTest(name = "mean {0}, deviation {1}, policy N({2}, {3}²), coefficient {4}")
    @CsvSource({
        "0, 0.5, 0.5, 1, 1", "0, 0.5, 0.5, 1, 4", "0, 1, 0.5, 1, 0.25", "0, 1, 0.5, 1, 4", "0, 1, -0.9, 0.3, 0.25",
        "0, 1, -0.9, 0.3, 4", "0, 1.5, 0.8, 0.5, 1", "1, 1.5, -0.5, 0.3, 4", "0, 2, 0.9, 1, 1", "0, 2, 0.95, 0.1, 16",
        "0, 1, 1.3, 0.5, 1", "0, 3, -0.5, 0.2, 16"
    })
    void theProximalFormReachesTheGuidedDensity(
            float mean, float deviation, float target, float spread, double coefficient) {
        GaussianDenoiser denoiser = new GaussianDenoiser(HORIZON, 0, 1);
        denoiser.begin(new Normalizer(LAYOUT, new float[] {0, mean, 0, 0}, new float[] {1, deviation, 1, 0}));
        SamplingRequest request = SamplingRequest.of(denoiser, COUNT, RandomSource.of(1))
                .withGuidance(
                        new PolicyGuidance(PolicyGuidanceConfig.of(Form.PROXIMAL, coefficient)),
                        GaussianPolicy.constant(1, 1, target, spread),
                        null);
        float[] values =
                Samplers.sdeDpmSolver(64, 1).sample(request).trajectories().values();
        double[] actions = new double[COUNT * HORIZON];
        Arrays.setAll(actions, row -> values[row * LAYOUT.width() + 1]);
        double[] truth = quantiles(mean, deviation, target, spread, coefficient, actions.length);
        assertThat(wasserstein(actions, truth)).isLessThan(0.03);
    }

    private static double wasserstein(double[] actions, double[] quantiles) {
        Arrays.sort(actions);
        double sum = 0;
        for (int i = 0; i < actions.length; i++) {
            sum += Math.abs(actions[i] - quantiles[i]);
        }
        return sum / actions.length;
    }

    /** Integrates the density on a grid of normalised actions. */
    private static double[] quantiles(
            double mean, double deviation, double target, double spread, double coefficient, int count) {
        int points = 80001;
        double[] cumulative = new double[points];
        double sum = 0;
        for (int i = 0; i < points; i++) {
            double z = -8 + 16.0 * i / (points - 1);
            double difference = (Math.tanh(mean + deviation * z) - target) / spread;
            sum += Math.exp(-z * z / 2 - coefficient * difference * difference / 2);
            cumulative[i] = sum;
        }
        double[] quantiles = new double[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            while (cumulative[at] < sum * (i + 0.5) / count) {
                at++;
            }
            quantiles[i] = Math.tanh(mean + deviation * (-8 + 16.0 * at / (points - 1)));
        }
        return quantiles;
    }
}
