package io.leeway.experiment.config;

import io.leeway.spi.Configured;
import io.leeway.spi.Description;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of sampling from a trained denoiser: the run's own sampler where none is given, and no guidance.
 */
public record SamplingConfig(
        @Nullable @Description("What turns noise into trajectories")
        Configured<Sampler> sampler,

        @Nullable @Description("The scheme that nudges each step")
        Configured<Guidance> guidance) {}
