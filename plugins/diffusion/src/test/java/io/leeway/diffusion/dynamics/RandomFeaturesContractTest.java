package io.leeway.diffusion.dynamics;

import io.leeway.spi.RandomSource;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.testkit.dynamics.DynamicsContract;

final class RandomFeaturesContractTest extends DynamicsContract {
    @Override
    protected Dynamics dynamics(RandomSource random) {
        return new RandomFeatures(new RandomFeaturesConfig(14, 32, 200, 1e-4), random);
    }
}
