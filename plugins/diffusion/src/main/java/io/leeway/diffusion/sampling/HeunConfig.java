package io.leeway.diffusion.sampling;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of {@link HeunSampler}.
 *
 * @param schedule the noise levels
 * @param loop how the loop is run
 */
public record HeunConfig(
        @Default("64") @Min(1) @Description("Steps from noise to data, each two network evaluations but for the last")
        int steps,

        @Inline NoiseSchedule schedule,

        @Default("80")
        @PositiveOrZero
        @Description("Noise added over all steps (S_churn of Karras et al. 2022); 0 makes the sampler deterministic")
        double churn,

        @Default("0.05") @PositiveOrZero @Description("The lowest noise level at which noise is added (S_tmin)")
        double churnSigmaMin,

        @Default("50") @PositiveOrZero @Description("The highest noise level at which noise is added (S_tmax)")
        double churnSigmaMax,

        @Default("1.003") @Positive @Description("A factor on the noise that is added (S_noise)")
        double noiseScale,

        @Description(
                "'published' takes each step as the released JAX code of Jackson et al. 2024 does, whose prediction"
                        + " leaves out the noise that the step added, and which starts from noise of exactly sigma-max")
        @Nullable
        Compatibility compatibility,

        @Inline LoopConfig loop) {
    /** The origin of the steps that are taken. */
    public enum Compatibility {
        /** Those of the released code of Jackson et al. 2024. */
        PUBLISHED
    }

    /** Checks the range of the added noise. */
    public HeunConfig {
        if (churnSigmaMin > churnSigmaMax) {
            throw new IllegalArgumentException("churn-sigma-min must not be above churn-sigma-max, but they are "
                    + churnSigmaMin + " and " + churnSigmaMax);
        }
    }
}
