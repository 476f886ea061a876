package io.leeway.experiment.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class EarlyWarningsTest {
    private final EarlyWarnings warnings = new EarlyWarnings();

    @Test
    void warnsOnceOfValuesThatNoRewardsCanAddUpTo() {
        assertThat(warnings.of(500, Map.of("value_over_bound", 0.9))).isEmpty();
        assertThat(warnings.of(1000, Map.of("value_over_bound", 12.5)))
                .singleElement()
                .asString()
                .startsWith(
                        "Warning: at update 1,000 the mean value is 12.5 times the most that the data's rewards can")
                .contains("smaller alpha", "learning-rate");
        assertThat(warnings.of(1500, Map.of("value_over_bound", 40.0))).isEmpty();
    }

    @Test
    void warnsOfDeadUnitsAndOfSaturationTogether() {
        assertThat(warnings.of(
                        500, Map.of("dead_units", 0.75, "saturated_actions", 0.8, "saturated_data_actions", 0.1)))
                .satisfiesExactly(
                        dead -> assertThat(dead).contains("75 % of the hidden units", "reward-scale"),
                        saturated ->
                                assertThat(saturated).contains("80 % of the policy's actions", "10 % of the data's"));
    }

    @Test
    void takesSaturationAsTheDataHasItForGranted() {
        assertThat(warnings.of(500, Map.of("saturated_actions", 0.8, "saturated_data_actions", 0.7)))
                .isEmpty();
    }
}
