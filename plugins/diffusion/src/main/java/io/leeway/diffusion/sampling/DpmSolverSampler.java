package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.SolverStage;
import jakarta.inject.Inject;
import java.util.List;

/** A sampler by {@link DpmSolverStages} along the probability flow. */
public final class DpmSolverSampler extends SolverSampler {
    /** Creates the sampler. */
    @Inject
    public DpmSolverSampler(DpmSolverConfig config) {
        super(config.schedule(), config.steps(), config.loop());
    }

    @Override
    List<SolverStage> stages(double[] levels) {
        return DpmSolverStages.through(levels, 0, 1);
    }
}
