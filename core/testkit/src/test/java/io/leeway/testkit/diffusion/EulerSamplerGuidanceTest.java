package io.leeway.testkit.diffusion;

import io.leeway.spi.diffusion.Sampler;

final class EulerSamplerGuidanceTest extends SamplerGuidanceContract {
    @Override
    protected Sampler sampler() {
        return new PlainEulerSampler(8);
    }
}
