package io.leeway.environment;

import io.leeway.environment.wrapper.VectorWrapper;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;

/** Environments that close what made them, such as a connection, with themselves. */
final class OwnedEnvironments extends VectorWrapper {
    private final Environments maker;

    OwnedEnvironments(VectorEnvironment made, Environments maker) {
        super(made);
        this.maker = maker;
    }

    @Override
    public void close() {
        try {
            super.close();
        } finally {
            maker.close();
        }
    }
}
