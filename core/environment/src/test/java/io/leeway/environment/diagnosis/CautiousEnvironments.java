package io.leeway.environment.diagnosis;

import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.Optional;

/** The line, with an oracle that refuses a whole batch for one position that is too far out. */
final class CautiousEnvironments implements Environments {
    private final LineEnvironments line = new LineEnvironments();
    private final double most;

    CautiousEnvironments(double most) {
        this.most = most;
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
        DynamicsOracle bold = line.oracle().orElseThrow();
        return Optional.of((observations, actions, count, next, rewards, terminated) -> {
            for (double position : observations) {
                if (Math.abs(position) > most) {
                    throw new EnvironmentException(
                            EnvironmentException.Kind.ENVIRONMENT_ERROR, "no position of " + position);
                }
            }
            bold.transition(observations, actions, count, next, rewards, terminated);
        });
    }
}
