package io.leeway.testkit.environment;

import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Map;

/** Environments of words and choices, {@code riddle-v0}: what a component of flat arrays has to refuse. */
public final class RiddleEnvironments implements Environments {
    @Override
    public EnvironmentSpec spec() {
        return new EnvironmentSpec(
                "riddle-v0",
                new Space.Text(1, 80, "abcdefghijklmnopqrstuvwxyz ?"),
                new Space.Discrete(3, 0),
                null,
                null,
                Map.of());
    }

    /** Fails: nobody who heeds the specification gets here. */
    @Override
    public VectorEnvironment make(VectorOptions options) {
        throw new UnsupportedOperationException("A riddle cannot be played by numbers");
    }
}
