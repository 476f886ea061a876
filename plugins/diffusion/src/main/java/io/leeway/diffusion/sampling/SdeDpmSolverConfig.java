package io.leeway.diffusion.sampling;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of {@link SdeDpmSolverSampler}.
 *
 * @param schedule the noise levels
 * @param loop how the loop is run
 */
public record SdeDpmSolverConfig(
        @Default("16") @Min(1) @Description("Steps from noise to data, each one network evaluation")
        int steps,

        @Inline @Default("{sigma-min: 0.06, sigma-max: 10}") NoiseSchedule schedule,

        @Default("2")
        @PositiveOrZero
        @Description("How much noise each step takes out and puts in anew; 0 makes the sampler deterministic")
        double eta,

        @Positive
        @Description(
                "A factor on the noise that is put in; by default the one with which data of unit variance keeps its"
                        + " variance, a little below 1 with few steps")
        @Nullable
        Double noiseScale,

        @Inline LoopConfig loop) {}
