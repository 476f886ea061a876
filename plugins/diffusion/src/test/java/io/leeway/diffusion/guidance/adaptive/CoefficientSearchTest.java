package io.leeway.diffusion.guidance.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.adaptive.CoefficientSearch.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class CoefficientSearchTest {
    private final CoefficientSearch search = new CoefficientSearch(0.001, 1000, 6);

    @Test
    void findsTheGoalOfEffectsOfManyShapes() {
        List<DoubleUnaryOperator> effects = List.of(
                x -> x,
                x -> x * x,
                Math::sqrt,
                Math::log1p,
                x -> 3 * x / (1 + x),
                x -> 2.2 * Math.tanh(x / 20),
                x -> x - 0.05);
        for (DoubleUnaryOperator effect : effects) {
            for (double goal : new double[] {0.2, 0.7, 1.9}) {
                Trial found = search.find(effect, goal, 0.1 * goal);
                assertThat(found.effect()).isCloseTo(goal, within(0.1 * goal));
                assertThat(found.effect()).isEqualTo(effect.applyAsDouble(found.coefficient()));
                assertThat(found.number()).isBetween(1, 6);
            }
        }
    }

    @Test
    void triesProportionalEffectsTwice() {
        assertThat(search.find(x -> 0.3 * x, 1, 0.1).number()).isEqualTo(2);
        assertThat(search.find(x -> 0.3 * x, 0.3, 0.01).number()).isEqualTo(1);
    }

    @Test
    void givesTheNearestWhereTheGoalIsOutOfReach() {
        assertThat(search.find(x -> Math.tanh(x), 3, 0.1).coefficient()).isGreaterThan(5);
        assertThat(new CoefficientSearch(0.5, 2, 6).find(x -> x, 10, 0.1)).isEqualTo(new Trial(2, 2, 2));
        assertThat(new CoefficientSearch(0.5, 2, 6).find(x -> x, 0.1, 0.01)).isEqualTo(new Trial(0.5, 0.5, 2));
        assertThat(new CoefficientSearch(5, 20, 6).find(x -> 0, 1, 0.1)).isEqualTo(new Trial(5, 0, 2));
    }

    @Test
    void staysWithinItsTrialsAndItsRange() {
        List<Double> tried = new ArrayList<>();
        Trial found = new CoefficientSearch(0.001, 1000, 4)
                .find(
                        x -> {
                            tried.add(x);
                            return x < 77.7 ? 0.1 : 5;
                        },
                        1,
                        0.01);
        assertThat(tried).hasSize(4).allMatch(x -> x >= 0.001 && x <= 1000).doesNotHaveDuplicates();
        assertThat(found.effect()).isEqualTo(0.1);
        assertThat(found.number()).isEqualTo(4);
    }
}
