package io.leeway.tensorflow.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class InitializerTest {
    private static final int COUNT = 200_000;
    private static final int FAN_IN = 50;

    @Test
    void lecunNormalHasAVarianceOfOneOverTheFanInAndNoOutliers() {
        float[] values = fill(Initializer.LECUN_NORMAL);
        double deviation = Math.sqrt(1.0 / FAN_IN);
        assertThat(mean(values)).isCloseTo(0, Offset.offset(4 * deviation / Math.sqrt(COUNT)));
        assertThat(variance(values)).isCloseTo(1.0 / FAN_IN, Percentage.withPercentage(1.5));
        assertThat(largest(values)).isLessThan(2 * deviation / Initializer.CUT_DEVIATION);
    }

    @Test
    void fanInUniformFillsItsInterval() {
        float[] values = fill(Initializer.FAN_IN_UNIFORM);
        double bound = 1 / Math.sqrt(FAN_IN);
        assertThat(mean(values)).isCloseTo(0, Offset.offset(4 * bound / Math.sqrt(3.0 * COUNT)));
        assertThat(variance(values)).isCloseTo(bound * bound / 3, Percentage.withPercentage(1.5));
        assertThat(largest(values)).isBetween(0.999 * bound, bound);
    }

    private static float[] fill(Initializer initializer) {
        float[] values = new float[COUNT];
        initializer.fill(RandomSource.of(1), FAN_IN, values);
        return values;
    }

    private static double mean(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }

    private static double variance(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] * (double) values[i])
                .average()
                .orElseThrow();
    }

    private static double largest(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .max()
                .orElseThrow();
    }
}
