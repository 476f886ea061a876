package io.leeway.testkit.environment;

import io.leeway.spi.environment.Environments;

final class LineEnvironmentsTest extends EnvironmentsContract {
    @Override
    protected Environments environments() {
        return new LineEnvironments();
    }
}
