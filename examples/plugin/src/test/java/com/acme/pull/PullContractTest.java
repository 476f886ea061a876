package com.acme.pull;

import io.leeway.spi.diffusion.Guidance;
import io.leeway.testkit.diffusion.GuidanceContract;

final class PullContractTest extends GuidanceContract {
    @Override
    protected Guidance guidance() {
        return new Pull(new PullConfig(0.5));
    }
}
