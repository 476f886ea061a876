package io.leeway.diffusion.sampling;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import jakarta.validation.constraints.Min;

/**
 * Configures {@link EulerSampler}.
 *
 * @param steps how many steps, one evaluation each
 * @param schedule the noise levels
 * @param batch trajectories a chunk
 */
public record EulerConfig(
        @Default("64") @Min(1) @Description("Steps from noise to data, each one network evaluation")
        int steps,

        @Inline NoiseSchedule schedule,

        @Default("256") @Min(1) @Description("Trajectories that go through the network together")
        int batch) {}
