package io.leeway.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.GradientScale;
import io.leeway.diffusion.guidance.PolicyGuidance;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Compatibility;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Point;
import io.leeway.diffusion.guidance.ScheduleShape;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code compatibility: published} beside what the released code of Jackson et al. 2024 itself gives for the same
 * denoiser, policy and random numbers: {@code published_sampling.py} runs that code in float64.
 */
final class PublishedSamplingTest {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(2, 2);
    private static final int HORIZON = 4;
    private static final int STEPS = 32;
    private static final int COUNT = 3;
    private static final Normalizer NORMALIZER = new Normalizer(
            LAYOUT, new float[] {0.5f, -1, 0.125f, -0.25f, 1, 0.25f}, new float[] {2, 0.25f, 0.5f, 0.75f, 3, 0.5f});

    private final NumpyArchive truth = read();

    private static NumpyArchive read() {
        try {
            return NumpyArchive.read(
                    Path.of(Objects.requireNonNull(PublishedSamplingTest.class.getResource("published_sampling.npz"))
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("unguided", null),
                Arguments.of("noised", guidance(1.5, Point.NOISED, GradientScale.UNIT, ScheduleShape.COSINE, 0.3, 2)),
                Arguments.of(
                        "denoised", guidance(0.5, Point.ESTIMATE, GradientScale.RAW, ScheduleShape.LINEAR, null, 0)),
                Arguments.of(
                        "denoised-unit",
                        guidance(1, Point.ESTIMATE, GradientScale.UNIT, ScheduleShape.COSINE, 0.3, 0)));
    }

    private static PolicyGuidance guidance(
            double coefficient,
            Point at,
            GradientScale scale,
            ScheduleShape shape,
            @Nullable Double cosine,
            int delay) {
        return new PolicyGuidance(new PolicyGuidanceConfig(
                coefficient, Form.PUBLISHED, at, scale, shape, cosine, delay, Compatibility.PUBLISHED, null));
    }

    @Test
    void theRandomNumbersAreThoseOfTheFile() {
        float[] draws = truth.floats("draws");
        int each = draws.length / COUNT;
        float[] own = new float[each];
        for (int trajectory = 0; trajectory < COUNT; trajectory++) {
            RandomSource.of(1).split(trajectory).fillGaussian(own, 0, each);
            assertThat(own).containsExactly(Arrays.copyOfRange(draws, trajectory * each, (trajectory + 1) * each));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void samplesWhatTheReleasedCodeSamples(String name, @Nullable PolicyGuidance guidance) {
        float[] expected = truth.floats(name);
        float[] actual = sample(guidance);
        int width = LAYOUT.width();
        int rows = HORIZON - 1;
        for (int trajectory = 0; trajectory < COUNT; trajectory++) {
            for (int i = 0; i < rows * width; i++) {
                float wanted = expected[trajectory * rows * width + i];
                assertThat(actual[trajectory * HORIZON * width + i])
                        .as("trajectory %d, value %d", trajectory, i)
                        .isCloseTo(wanted, within(2e-5f * (1 + Math.abs(wanted))));
            }
        }
    }

    private static float[] sample(@Nullable PolicyGuidance guidance) {
        GaussianDenoiser denoiser = new GaussianDenoiser(HORIZON, 0.3, 0.8);
        denoiser.begin(NORMALIZER);
        Sampler sampler = new HeunSampler(new HeunConfig(
                STEPS,
                NoiseSchedule.karras(0.002, 80),
                80,
                0.05,
                50,
                1.003,
                HeunConfig.Compatibility.PUBLISHED,
                LoopConfig.of(256)));
        GaussianPolicy policy = new GaussianPolicy(
                2, new float[] {0.5f, -0.25f, 0.125f, 0.375f}, new float[] {0.25f, -0.5f}, new float[] {0.5f, 0.75f});
        SamplingRequest request = SamplingRequest.of(denoiser, COUNT, RandomSource.of(1));
        return sampler.sample(guidance == null ? request : request.withGuidance(guidance, policy, null))
                .trajectories()
                .values();
    }
}
