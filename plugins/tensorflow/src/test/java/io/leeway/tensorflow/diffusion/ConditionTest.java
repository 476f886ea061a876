package io.leeway.tensorflow.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.WindowReturns;
import io.leeway.tensorflow.diffusion.network.EdmConfig;
import io.leeway.tensorflow.diffusion.network.EdmMlpConfig;
import io.leeway.tensorflow.diffusion.network.WindowCondition;
import io.leeway.tensorflow.layer.Precision;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ConditionTest {
    private static final int COUNT = 512;
    private static final int OBSERVATION = 0;
    private static final int REWARD = Latent.LAYOUT.rewardColumn();

    private static EdmMlp denoiser(int updates, Precision precision) {
        EdmConfig config = new EdmConfig(
                256, updates, 0.003, 0.1, 0.99, 5, -0.3, 1.2, WindowCondition.RETURN, 0.2, precision, false);
        return new EdmMlp(new EdmMlpConfig(64, 2, config), RandomSource.of(1), Device.CPU);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void estimatesAreThoseOfTheExactDenoiserWithTheReturnAndWithout(Precision precision) {
        Windows windows = Latent.windows(1, 20_000);
        try (EdmMlp denoiser = denoiser(2000, precision)) {
            denoiser.begin(Normalizer.fit(windows));
            denoiser.update(windows, 2000);
            for (float sigma : new float[] {0.4f, 1, 3}) {
                assertExact(denoiser, sigma, true);
                assertExact(denoiser, sigma, false);
            }
            assertSamplesHaveTheReturn(denoiser, 13);
            assertSamplesHaveTheReturn(denoiser, 8);
        }
    }

    private static void assertExact(EdmMlp denoiser, float sigma, boolean conditioned) {
        int width = Latent.LAYOUT.width();
        float[] values = Latent.windows(7, COUNT).gather(range()).values();
        denoiser.normalizer().normalize(values);
        float[] returns = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            returns[i] = values[i * width + REWARD];
        }
        RandomSource random = RandomSource.of(8);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (sigma * random.nextGaussian());
        }
        float[] estimate = new float[values.length];
        denoiser.denoise(values, levels(sigma), conditioned ? new Condition(1, returns) : null, COUNT, estimate);
        double squares = 0;
        for (int i = 0; i < COUNT; i++) {
            double observation = values[i * width + OBSERVATION];
            double[] expected = conditioned
                    ? Latent.conditioned(observation, sigma, returns[i])
                    : Latent.unconditioned(observation, values[i * width + REWARD], sigma);
            squares += square(estimate[i * width + OBSERVATION] - expected[0]);
            squares += square(estimate[i * width + REWARD] - expected[1]);
        }
        assertThat(Math.sqrt(squares / COUNT / 2))
                .as("root of the mean squared error at sigma %s, conditioned %s", sigma, conditioned)
                .isLessThan(0.12);
    }

    /** Sixteen Euler steps of the probability flow from pure noise. */
    private static void assertSamplesHaveTheReturn(EdmMlp denoiser, double wanted) {
        WindowReturns returns = denoiser.returns().orElseThrow();
        float[] condition = new float[COUNT];
        Arrays.fill(condition, returns.condition(wanted));
        float[] x = sampled(denoiser, new Condition(1, condition));
        denoiser.normalizer().denormalize(x);
        double sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += x[i * Latent.LAYOUT.width() + REWARD] / COUNT;
        }
        assertThat(sum).isCloseTo(wanted, Offset.offset(0.3));
    }

    private static float[] sampled(EdmMlp denoiser, @Nullable Condition condition) {
        int steps = 16;
        float[] x = new float[COUNT * Latent.LAYOUT.width()];
        RandomSource.of(9).fillGaussian(x, 0, x.length);
        double sigma = 10;
        for (int i = 0; i < x.length; i++) {
            x[i] *= (float) sigma;
        }
        float[] estimate = new float[x.length];
        for (int step = 1; step <= steps; step++) {
            double next = step == steps ? 0 : 10 * Math.pow(0.002, (double) step / steps);
            denoiser.denoise(x, levels((float) sigma), condition, COUNT, estimate);
            for (int i = 0; i < x.length; i++) {
                x[i] += (float) ((next - sigma) / sigma * (x[i] - estimate[i]));
            }
            sigma = next;
        }
        return x;
    }

    @Test
    void knowsTheReturnsOfItsWindowsAndKeepsThem(@TempDir Path directory) {
        Windows windows = Latent.windows(3, 4000);
        try (EdmMlp denoiser = denoiser(10, Precision.FLOAT32);
                EdmMlp other = denoiser(10, Precision.FLOAT32)) {
            denoiser.begin(Normalizer.fit(windows));
            assertThat(denoiser.returns()).isEmpty();
            denoiser.update(windows, 1);
            WindowReturns returns = denoiser.returns().orElseThrow();
            assertThat(returns.mean()).isCloseTo(10, Offset.offset(0.1));
            assertThat(returns.standardDeviation()).isCloseTo(2, Offset.offset(0.1));
            assertThat(returns.quantiles()).hasSize(101);
            assertThat(returns.quantile(0.5)).isCloseTo(10, Offset.offset(0.1));
            assertThat(returns.quantile(0.8413)).isCloseTo(12, Offset.offset(0.2));
            denoiser.save(directory);
            other.load(directory);
            WindowReturns kept = other.returns().orElseThrow();
            assertThat(kept.mean()).isEqualTo(returns.mean());
            assertThat(kept.standardDeviation()).isEqualTo(returns.standardDeviation());
            assertThat(kept.quantiles()).isEqualTo(returns.quantiles());
        }
    }

    @Test
    void sumsTheRewardsOfAWindow() {
        float[] rows = new float[2 * 3 * Latent.LAYOUT.width()];
        for (int row = 0; row < 6; row++) {
            rows[row * Latent.LAYOUT.width() + REWARD] = 1 << row;
        }
        assertThat(Returns.of(rows, 3 * Latent.LAYOUT.width(), 3, Latent.LAYOUT))
                .isEqualTo(8 + 16 + 32);
    }

    @Test
    void refusesAConditionOfAnotherSizeNamingBoth() {
        Windows windows = Latent.windows(3, 100);
        try (EdmMlp denoiser = denoiser(10, Precision.FLOAT32)) {
            denoiser.begin(Normalizer.fit(windows));
            float[] x = new float[2 * Latent.LAYOUT.width()];
            assertThatThrownBy(() -> denoiser.denoise(
                            x, new float[] {1, 1}, new Condition(3, new float[6]), 2, new float[x.length]))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage(
                            "The denoiser edm-mlp is conditioned on 1 value a trajectory, its standardised return, and"
                                    + " so on 2 for 2 trajectories, but was given 3 a trajectory and 6 in all. Use a"
                                    + " guidance that conditions on the return.");
            assertThatThrownBy(() -> denoiser.denoise(
                            x, new float[] {1, 1}, new Condition(1, new float[1]), 2, new float[x.length]))
                    .isInstanceOf(LeewayException.class);
        }
    }

    private static int[] range() {
        int[] range = new int[COUNT];
        Arrays.setAll(range, i -> i);
        return range;
    }

    private static float[] levels(float sigma) {
        float[] levels = new float[COUNT];
        Arrays.fill(levels, sigma);
        return levels;
    }

    private static double square(double x) {
        return x * x;
    }
}
