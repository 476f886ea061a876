package io.leeway.testkit.promise;

import io.leeway.spi.Components;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import jakarta.inject.Inject;
import java.util.Optional;

/** The walk on a line. */
final class AskingEnvironments implements Environments {
    private final LineEnvironments line = new LineEnvironments();

    @Inject
    AskingEnvironments(Components components, Own own) {
        own.tell("environments", components);
    }

    @Override
    public EnvironmentSpec spec() {
        return line.spec();
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        return line.make(options);
    }

    @Override
    public Optional<DynamicsOracle> oracle() {
        return line.oracle();
    }
}
