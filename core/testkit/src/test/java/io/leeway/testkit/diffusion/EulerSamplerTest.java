package io.leeway.testkit.diffusion;

import io.leeway.spi.diffusion.Sampler;

final class EulerSamplerTest extends SamplerContract {
    @Override
    protected Sampler sampler() {
        return new EulerSampler(100);
    }
}
