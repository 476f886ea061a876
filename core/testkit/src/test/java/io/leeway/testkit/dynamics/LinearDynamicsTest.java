package io.leeway.testkit.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import org.junit.jupiter.api.Test;

final class LinearDynamicsTest extends DynamicsContract {
    private static final double[][] WEIGHTS = {
        {1, 0, 0, 0.1, 0}, {0, 1, 0, 0, 0.1}, {0, 0, 1, 0, 0}, {0, 0, -0.5, 0, 2},
    };

    @Override
    protected Dynamics dynamics(RandomSource random) {
        return new LinearDynamics(WEIGHTS, 0.1, 2, 0, 20);
    }

    /** It knows its answer from the beginning. */
    @Override
    void trainingMakesPredictionsBetterUntilItIsFinished() {}

    @Test
    void weighsColumnsAndAddsEachMembersBias() {
        try (Dynamics model = new LinearDynamics(WEIGHTS, 0.1, 2, 0.25, 20)) {
            Predictions found = model.predict(new float[] {1, 2, 4}, new float[] {1, -0.5f}, 1);
            assertThat(found.means()).containsExactly(1.1f, 1.95f, 4, -3, 1.35f, 2.2f, 4.25f, -2.75f);
            assertThat(found.deviations()).containsOnly(0.1f);
            assertThat(found.terminals()).isEmpty();
        }
    }
}
