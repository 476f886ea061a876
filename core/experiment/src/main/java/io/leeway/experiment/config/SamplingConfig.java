package io.leeway.experiment.config;

import io.leeway.spi.Configured;
import io.leeway.spi.Description;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import org.jspecify.annotations.Nullable;

/**
 * How trajectories are sampled from a trained denoiser.
 *
 * @param sampler what turns noise into trajectories, or null for the run's own
 * @param guidance the scheme that nudges each step, or null for none
 */
public record SamplingConfig(
        @Nullable @Description("What turns noise into trajectories")
        Configured<Sampler> sampler,

        @Nullable @Description("The scheme that nudges each step")
        Configured<Guidance> guidance) {}
