package io.leeway.diffusion.sampling;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import jakarta.validation.constraints.Min;

/**
 * The configuration of {@link DpmSolverSampler}.
 *
 * @param schedule the noise levels
 * @param loop how the loop is run
 */
public record DpmSolverConfig(
        @Default("20") @Min(1) @Description("Steps from noise to data, each one network evaluation")
        int steps,

        @Inline NoiseSchedule schedule,

        @Inline LoopConfig loop) {}
