package io.leeway.diffusion.sampling;

import jakarta.inject.Inject;

/** Samples with {@link EulerSolver}. */
public final class EulerSampler extends SolverSampler {
    /** Creates the sampler. */
    @Inject
    public EulerSampler(EulerConfig config) {
        super(config.schedule(), config.steps(), config.batch());
    }

    @Override
    Solver solver(int size, double[] levels) {
        return new EulerSolver();
    }
}
