package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.Sampler;
import io.leeway.testkit.diffusion.SamplerGuidanceContract;

final class HeunGuidanceTest extends SamplerGuidanceContract {
    @Override
    protected Sampler sampler() {
        return Samplers.heun(8, 0);
    }
}
