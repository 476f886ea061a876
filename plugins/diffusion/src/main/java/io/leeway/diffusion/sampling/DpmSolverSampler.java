package io.leeway.diffusion.sampling;

import jakarta.inject.Inject;

/** Samples with {@link DpmSolver} along the probability flow. */
public final class DpmSolverSampler extends SolverSampler {
    /** Creates the sampler. */
    @Inject
    public DpmSolverSampler(DpmSolverConfig config) {
        super(config.schedule(), config.steps(), config.batch());
    }

    @Override
    Solver solver(int size, double[] levels) {
        return new DpmSolver(0, 1, size);
    }
}
