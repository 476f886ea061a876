package io.leeway.tensorflow.dynamics;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.testkit.dynamics.DynamicsContract;

final class PetsContractTest extends DynamicsContract {
    @Override
    protected Dynamics dynamics(RandomSource random) {
        return new Pets(Configs.small(), random, Device.CPU);
    }
}
