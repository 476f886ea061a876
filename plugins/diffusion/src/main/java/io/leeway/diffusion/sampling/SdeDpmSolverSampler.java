package io.leeway.diffusion.sampling;

import jakarta.inject.Inject;

/** Samples with {@link DpmSolver} along the stochastic equation. */
public final class SdeDpmSolverSampler extends SolverSampler {
    private final SdeDpmSolverConfig config;

    /** Creates the sampler. */
    @Inject
    public SdeDpmSolverSampler(SdeDpmSolverConfig config) {
        super(config.schedule(), config.steps(), config.batch());
        this.config = config;
    }

    @Override
    Solver solver(int size, double[] levels) {
        Double given = config.noiseScale();
        double scale = given == null ? NoiseScale.keepingUnitVariance(levels, config.eta()) : given;
        return new DpmSolver(config.eta(), scale, size);
    }
}
