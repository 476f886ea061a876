package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.Sampler;
import io.leeway.testkit.diffusion.SamplerGuidanceContract;

final class EulerGuidanceTest extends SamplerGuidanceContract {
    @Override
    protected Sampler sampler() {
        return Samplers.euler(8);
    }
}
