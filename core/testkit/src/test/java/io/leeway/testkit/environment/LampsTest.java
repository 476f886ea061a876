package io.leeway.testkit.environment;

import io.leeway.spi.environment.Environments;

final class LampsTest extends EnvironmentsContract {
    @Override
    protected Environments environments() {
        return new Lamps(null);
    }
}
