package io.leeway.diffusion.guidance;

import io.leeway.spi.diffusion.Guidance;
import io.leeway.testkit.diffusion.GuidanceContract;

final class NoGuidanceTest extends GuidanceContract {
    @Override
    protected Guidance guidance() {
        return new NoGuidance();
    }
}
