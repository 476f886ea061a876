package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.Sampler;
import io.leeway.testkit.diffusion.SamplerGuidanceContract;

final class DpmSolverGuidanceTest extends SamplerGuidanceContract {
    @Override
    protected Sampler sampler() {
        return Samplers.dpmSolver(8);
    }
}
