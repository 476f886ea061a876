package io.leeway.diffusion.sampling;

import jakarta.inject.Inject;

/** Samples with {@link HeunSolver}. */
public final class HeunSampler extends SolverSampler {
    private final HeunConfig config;

    /** Creates the sampler. */
    @Inject
    public HeunSampler(HeunConfig config) {
        super(config.schedule(), config.steps(), config.batch());
        this.config = config;
    }

    @Override
    Solver solver(int size, double[] levels) {
        return new HeunSolver(config, size);
    }

    @Override
    double deviation(double sigma) {
        return config.compatibility() == HeunConfig.Compatibility.PUBLISHED ? sigma : super.deviation(sigma);
    }
}
