package io.leeway.spi.diffusion;

import io.leeway.spi.data.Trajectories;
import java.util.Map;

/**
 * A sampler's result.
 *
 * @param trajectories in data units
 * @param networkEvaluations denoiser evaluations made for each trajectory
 * @param figures what the guidance found out while it was prepared, see {@link Guidance#figures}
 */
public record Sample(Trajectories trajectories, long networkEvaluations, Map<String, Double> figures) {
    /** Copies the figures. */
    public Sample {
        figures = Map.copyOf(figures);
    }

    /** Creates a sample of whose guidance there is nothing to tell. */
    public Sample(Trajectories trajectories, long networkEvaluations) {
        this(trajectories, networkEvaluations, Map.of());
    }
}
