package io.leeway.experiment.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontierTest {
    private final Frontier frontier = new Frontier(List.of(point(-1, 8), point(-3, 2), point(0, 9)));

    private static Measurement point(double likelihood, double error) {
        return new Measurement("curve", "", 0, Map.of("policy_log_likelihood", likelihood, "dynamics_error", error));
    }

    private double at(double likelihood) {
        return frontier.at(point(likelihood, 1), "dynamics_error");
    }

    /** Half-way between 2 and 8 is 4 on a logarithmic scale. */
    @Test
    void joinsPointsInTheOrderOfTheirLikelihood() {
        assertThat(at(-3)).isCloseTo(2, within(1e-12));
        assertThat(at(-2)).isCloseTo(4, within(1e-12));
        assertThat(at(-1)).isCloseTo(8, within(1e-12));
        assertThat(at(0)).isCloseTo(9, within(1e-12));
    }

    @Test
    void endsWhereItsPointsEnd() {
        assertThat(at(-3.01)).isNaN();
        assertThat(at(0.01)).isNaN();
        assertThat(new Frontier(List.of(point(-1, 8))).at(point(-1, 1), "dynamics_error"))
                .isNaN();
    }
}
