package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ExponentialTest {
    @Test
    void isAsExactAsItSays() {
        for (float x = -86.9f; x < 87; x += 0.0137f) {
            assertThat(Exponential.exp(x) / Math.exp(x)).isCloseTo(1, within(3e-7));
            assertThat((double) Exponential.tanh(x / 8)).isCloseTo(Math.tanh(x / 8), within(3e-7));
        }
    }

    @Test
    void isFiniteFarOutAndExactInTheMiddle() {
        assertThat(Exponential.exp(1000)).isFinite().isPositive();
        assertThat(Exponential.exp(-1000)).isFinite().isNotNegative();
        assertThat(Exponential.tanh(1000)).isEqualTo(1);
        assertThat(Exponential.tanh(-1000)).isEqualTo(-1);
        assertThat(Exponential.exp(0)).isEqualTo(1);
        assertThat(Exponential.tanh(0)).isZero();
    }
}
