package io.leeway.spi.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Actions in an environment's units: those that it would be given over a wire, too. */
class ActionScaleTest {
    private static double[] scaled(ElementType type, double bound, float... actions) {
        Space flat = Space.Box.of(1, -bound, bound, type);
        double[] target = new double[actions.length];
        new ActionScale(new EnvironmentSpec("line-v0", flat, flat, null, null, Map.of()))
                .toEnvironment(actions, actions.length, target);
        return target;
    }

    @Test
    void actionsAreElementsOfTheActionSpace() {
        assertThat(scaled(ElementType.FLOAT64, 0.3, 1f / 3, -1, 1))
                .containsExactly(-0.3 + (1f / 3 + 1.0) / 2 * 0.6, -0.3, 0.3);
        assertThat(scaled(ElementType.FLOAT32, 0.3, 1f / 3, -1, 1))
                .containsExactly((float) (-0.3 + (1f / 3 + 1.0) / 2 * 0.6), -0.3f, 0.3f);
    }

    @Test
    void actionsWithinOneOrWithoutBoundsAreLeftAsTheyAre() {
        for (double bound : new double[] {1, Double.POSITIVE_INFINITY}) {
            assertThat(scaled(ElementType.FLOAT32, bound, 0.1f, -0.7f)).containsExactly(0.1f, -0.7f);
        }
    }
}
