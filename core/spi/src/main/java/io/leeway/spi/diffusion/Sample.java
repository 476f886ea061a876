package io.leeway.spi.diffusion;

import io.leeway.spi.data.Trajectories;

/**
 * What a sampler gives.
 *
 * @param trajectories in data units
 * @param networkEvaluations denoiser evaluations made for each trajectory
 */
public record Sample(Trajectories trajectories, long networkEvaluations) {}
