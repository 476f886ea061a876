package io.leeway.testkit.diffusion;

import io.leeway.spi.diffusion.Sampler;

final class PlainEulerSamplerTest extends SamplerContract {
    @Override
    protected Sampler sampler() {
        return new PlainEulerSampler(100);
    }
}
