package io.leeway.tensorflow.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Program;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

final class PreconditioningTest {
    /** (1 + σ²) / σ² · (D − y)² = (F − target)², with D as in table 1 for any F. */
    @ParameterizedTest
    @ValueSource(doubles = {0.002, 0.3, 1, 7, 80})
    void theLossOfTheNetworkIsTheWeightedLossOfTheDenoiser(double sigma) {
        RandomSource random = RandomSource.of(1);
        for (int i = 0; i < 100; i++) {
            double clean = random.nextGaussian();
            double normal = random.nextGaussian();
            double network = random.nextGaussian();
            double noised = clean + sigma * normal;
            double skip = 1 / (1 + sigma * sigma);
            double out = sigma / Math.sqrt(1 + sigma * sigma);
            double error = skip * noised + out * network - clean;
            double target = Preconditioning.target(clean, normal, sigma);
            assertThat((network - target) * (network - target))
                    .isCloseTo(Preconditioning.weight(sigma) * error * error, Percentage.withPercentage(1e-4));
        }
    }

    /**
     * In and target have unit variance at every σ for data of unit variance: their squares' coefficients add up to one.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.002, 1, 80})
    void whatTheNetworkSeesAndGivesHasUnitVariance(double sigma) {
        double in = Preconditioning.input(sigma);
        assertThat(in * in * (1 + sigma * sigma)).isCloseTo(1, Offset.offset(1e-12));
        double fromClean = Preconditioning.target(1, 0, sigma);
        double fromNoise = Preconditioning.target(0, 1, sigma);
        assertThat(fromClean * fromClean + fromNoise * fromNoise).isCloseTo(1, Offset.offset(1e-12));
    }

    @Test
    void theGraphBuildsTheDenoiserOfTableOne() {
        float[] x = {0.5f, -2, 3, 0.25f, 1, 4};
        float[] sigma = {0.002f, 0.7f, 80};
        float[] found = denoised(x, sigma);
        for (int i = 0; i < x.length; i++) {
            double s = sigma[i / 2];
            double network = 3 * x[i] / Math.sqrt(1 + s * s) + Math.log(s) / 4;
            double expected = x[i] / (1 + s * s) + s / Math.sqrt(1 + s * s) * network;
            assertThat((double) found[i]).isCloseTo(expected, Offset.offset(1e-5));
        }
    }

    @Test
    void returnsItsInputAsTheNoiseVanishes() {
        float[] x = {0.5f, -2, 3, 0.25f, 1, 4};
        float[] found = denoised(x, new float[] {1e-6f, 1e-6f, 1e-6f});
        for (int i = 0; i < x.length; i++) {
            assertThat(found[i]).isCloseTo(x[i], Offset.offset(2e-5f));
        }
    }

    /** D with F(x; c) = 3x + c. */
    private static float[] denoised(float[] x, float[] sigma) {
        try (Program program = new Program(Backend.open(Device.CPU))) {
            var values = program.input(3, 1, 2);
            var levels = program.input(3);
            Operand<TFloat32> result =
                    Preconditioning.denoised(program.ops(), values, levels, (input, noise) -> program.ops()
                            .math
                            .add(
                                    program.ops().math.mul(input, program.ops().constant(3f)),
                                    program.ops().reshape(noise, program.ops().constant(new int[] {3, 1, 1}))));
            try (Feeds feeds = new Feeds(program)) {
                return feeds.add(values, x)
                        .add(levels, sigma)
                        .fetch(result)
                        .run()
                        .get(0);
            }
        }
    }
}
