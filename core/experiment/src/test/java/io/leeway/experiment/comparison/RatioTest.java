package io.leeway.experiment.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatioTest {
    /** Student's t for three values is 4.302653 at 97.5 %, as tables have it. */
    @Test
    void hasTheIntervalOfThreeDenoisers() {
        Ratio ratio = Ratio.of(new double[] {1.0, 2.2, 3.6}, new double[] {1, 2, 3});
        double mean = (Math.log(1.1) + Math.log(1.2)) / 3;
        double squares = mean * mean
                + (Math.log(1.1) - mean) * (Math.log(1.1) - mean)
                + (Math.log(1.2) - mean) * (Math.log(1.2) - mean);
        double reach = 4.302653 * Math.sqrt(squares / 2 / 3);
        assertThat(ratio.value()).isCloseTo(Math.exp(mean), within(1e-12));
        assertThat(ratio.low()).isCloseTo(Math.exp(mean - reach), within(1e-6));
        assertThat(ratio.high()).isCloseTo(Math.exp(mean + reach), within(1e-6));
    }

    @Test
    void hasNoIntervalOfOneDenoiser() {
        Ratio ratio = Ratio.of(new double[] {3}, new double[] {2});
        assertThat(ratio.value()).isCloseTo(1.5, within(1e-12));
        assertThat(ratio.low()).isNaN();
    }

    @Test
    void isOneOfTheReferenceItself() {
        double[] figures = {0.3, 0.2};
        Ratio ratio = Ratio.of(figures, figures);
        assertThat(ratio.low()).isEqualTo(1);
        assertThat(ratio.high()).isEqualTo(1);
    }
}
