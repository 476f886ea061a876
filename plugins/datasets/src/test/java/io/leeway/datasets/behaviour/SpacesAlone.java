package io.leeway.datasets.behaviour;

import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Map;

/**
 * Environments that nobody plays in: for what looks at their spaces alone.
 *
 * @param observations the observation space
 * @param actions the action space
 */
public record SpacesAlone(Space observations, Space actions) implements Environments {
    /** Actions without bounds. */
    static final SpacesAlone UNBOUNDED = new SpacesAlone(
            Space.Box.of(1, -9, 9, Space.ElementType.FLOAT64),
            Space.Box.of(1, -9, Double.POSITIVE_INFINITY, Space.ElementType.FLOAT64));

    @Override
    public EnvironmentSpec spec() {
        return new EnvironmentSpec("spaces-v0", observations, actions, null, null, Map.of());
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        throw new UnsupportedOperationException("There is nothing to play");
    }
}
