package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.SolverStage;
import jakarta.inject.Inject;
import java.util.List;

/** A sampler by {@link EulerStages}. */
public final class EulerSampler extends SolverSampler {
    /** Creates the sampler. */
    @Inject
    public EulerSampler(EulerConfig config) {
        super(config.schedule(), config.steps(), config.loop());
    }

    @Override
    List<SolverStage> stages(double[] levels) {
        return EulerStages.through(levels);
    }
}
