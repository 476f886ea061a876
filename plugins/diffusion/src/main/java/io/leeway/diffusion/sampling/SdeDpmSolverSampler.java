package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.SolverStage;
import jakarta.inject.Inject;
import java.util.List;

/** A sampler by {@link DpmSolverStages} along the stochastic equation. */
public final class SdeDpmSolverSampler extends SolverSampler {
    private final SdeDpmSolverConfig config;

    /** Creates the sampler. */
    @Inject
    public SdeDpmSolverSampler(SdeDpmSolverConfig config) {
        super(config.schedule(), config.steps(), config.loop());
        this.config = config;
    }

    @Override
    List<SolverStage> stages(double[] levels) {
        Double given = config.noiseScale();
        double scale = given == null ? NoiseScale.keepingUnitVariance(levels, config.eta()) : given;
        return DpmSolverStages.through(levels, config.eta(), scale);
    }
}
