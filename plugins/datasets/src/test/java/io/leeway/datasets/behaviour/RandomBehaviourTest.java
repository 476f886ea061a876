package io.leeway.datasets.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomBehaviourTest {
    private static final Space ANY = Space.Box.of(1, -9, 9, ElementType.FLOAT64);

    private static Behaviour.Player player(Space actions, int count) {
        return new RandomBehaviour().start(new SpacesAlone(ANY, actions), count, RandomSource.of(1));
    }

    @Test
    void isUniformWithinEachActionsOwnBounds() {
        Space.Box bounds =
                new Space.Box(List.of(2), new double[] {-1, 10}, new double[] {3, 10.5}, ElementType.FLOAT32);
        int count = 20_000;
        double[] actions = new double[2 * count];
        player(bounds, count).act(new double[count], new boolean[count], actions);
        for (int column = 0; column < 2; column++) {
            int chosen = column;
            double low = bounds.low()[column];
            double width = bounds.high()[column] - low;
            double[] shares = IntStream.range(0, count)
                    .mapToDouble(i -> (actions[2 * i + chosen] - low) / width)
                    .toArray();
            assertThat(Arrays.stream(shares)).allMatch(share -> share >= 0 && share <= 1);
            assertThat(Arrays.stream(shares).average().orElseThrow()).isCloseTo(0.5, within(0.01));
            assertThat(Arrays.stream(shares)
                            .map(share -> share * share)
                            .average()
                            .orElseThrow())
                    .isCloseTo(1.0 / 3, within(0.01));
        }
    }

    @Test
    void anEnvironmentsActionsDoNotDependOnHowManyThereAre() {
        Space bounds = Space.Box.of(3, -1, 1, ElementType.FLOAT32);
        double[] alone = new double[3];
        double[] among = new double[30];
        player(bounds, 1).act(new double[1], new boolean[1], alone);
        player(bounds, 10).act(new double[10], new boolean[10], among);
        assertThat(Arrays.copyOf(among, 3)).isEqualTo(alone);
    }

    @Test
    void refusesActionsWithoutBounds() {
        assertThatThrownBy(() -> player(Space.Box.of(2, -1, Double.POSITIVE_INFINITY, ElementType.FLOAT32), 1))
                .isInstanceOf(LeewayException.class)
                .hasMessage("The behaviour 'random' needs actions with bounds, but action 0 of spaces-v0 is bounded by"
                        + " -1.0 and Infinity: choose another environment, or wrap it to bound its actions");
    }
}
