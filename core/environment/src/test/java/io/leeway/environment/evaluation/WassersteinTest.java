package io.leeway.environment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.RandomSource;
import org.junit.jupiter.api.Test;

class WassersteinTest {
    @Test
    void shiftedSamplesAreAsFarApartAsTheShift() {
        assertThat(Wasserstein.distance(new float[] {3, 1, 2}, new float[] {6, 4, 5}))
                .isEqualTo(3);
    }

    @Test
    void samplesOfDifferentSizesAreComparedByQuantile() {
        // F⁻¹ is 0 then 1, G⁻¹ is 0, 1, 2 by thirds: |difference| is 0, 1 on (1/3, 1/2], 0 to 2/3, 1 beyond.
        assertThat(Wasserstein.distance(new float[] {0, 1}, new float[] {0, 1, 2}))
                .isCloseTo(1.0 / 6 + 1.0 / 3, within(1e-12));
    }

    @Test
    void scaledGaussiansDifferByTheMeanAbsoluteValue() {
        RandomSource random = RandomSource.of(1);
        float[] narrow = new float[200_000];
        float[] wide = new float[100_000];
        random.fillGaussian(narrow, 0, narrow.length);
        random.fillGaussian(wide, 0, wide.length);
        for (int i = 0; i < wide.length; i++) {
            wide[i] *= 2;
        }

        // W1(N(0, 1), N(0, 4)) = (2 − 1) · E|z| = √(2/π)
        assertThat(Wasserstein.distance(narrow, wide)).isCloseTo(Math.sqrt(2 / Math.PI), within(0.02));
    }
}
