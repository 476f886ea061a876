package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.SolverStage;
import jakarta.inject.Inject;
import java.util.List;

/** A sampler by {@link HeunStages}. */
public final class HeunSampler extends SolverSampler {
    private final HeunConfig config;

    /** Creates the sampler. */
    @Inject
    public HeunSampler(HeunConfig config) {
        super(config.schedule(), config.steps(), config.loop());
        this.config = config;
    }

    @Override
    List<SolverStage> stages(double[] levels) {
        return HeunStages.through(levels, config);
    }

    @Override
    double deviation(double sigma) {
        return config.compatibility() == HeunConfig.Compatibility.PUBLISHED ? sigma : super.deviation(sigma);
    }
}
