package io.leeway.tensorflow.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class LearningRateTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-15);

    @Test
    void risesLinearlyFromATenthAndFallsAlongACosine() {
        LearningRate rate = new LearningRate(2e-3, 0.1, 1000);
        assertThat(rate.at(0)).isCloseTo(2e-4, EXACT);
        assertThat(rate.at(50)).isCloseTo(1.1e-3, EXACT);
        assertThat(rate.at(100)).isCloseTo(2e-3, EXACT);
        assertThat(rate.at(400)).isCloseTo(2e-3 * 0.75, EXACT);
        assertThat(rate.at(550)).isCloseTo(1e-3, EXACT);
        assertThat(rate.at(1000)).isCloseTo(0, EXACT);
    }

    @Test
    void neverWarmsUpWhereTheFractionIsZero() {
        LearningRate rate = new LearningRate(1, 0, 10);
        assertThat(rate.at(0)).isEqualTo(1);
        assertThat(rate.at(5)).isCloseTo(0.5, EXACT);
    }

    @Test
    void onlyRisesWhereTheFractionIsOne() {
        LearningRate rate = new LearningRate(1, 1, 10);
        assertThat(rate.at(9)).isCloseTo(0.91, EXACT);
        assertThat(rate.at(10)).isEqualTo(1);
    }
}
