package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.Sampler;
import io.leeway.testkit.diffusion.SamplerGuidanceContract;

final class SdeDpmSolverGuidanceTest extends SamplerGuidanceContract {
    @Override
    protected Sampler sampler() {
        return Samplers.sdeDpmSolver(8, 1);
    }
}
