package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.Sampler;
import io.leeway.testkit.diffusion.SamplerContract;

final class DpmSolverSamplerTest extends SamplerContract {
    @Override
    protected Sampler sampler() {
        return Samplers.dpmSolver(20);
    }
}
