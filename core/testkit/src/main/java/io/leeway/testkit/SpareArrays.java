package io.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import java.util.Arrays;
import org.assertj.core.data.Offset;

/** Arrays that are longer than needed: a component reads and writes the part that it was asked about, and no more. */
public final class SpareArrays {
    /** What fills the part of an array that nobody may write to. */
    public static final float UNTOUCHED = 12345.75f;

    private static final int SPARE = 7;

    private SpareArrays() {}

    /** Returns an array of more than {@code size} values, each {@link #UNTOUCHED}. */
    public static float[] ofSize(int size) {
        float[] values = new float[size + SPARE];
        Arrays.fill(values, UNTOUCHED);
        return values;
    }

    /** Returns {@code size} standard normal numbers in an array that is longer. */
    public static float[] gaussian(RandomSource random, int size) {
        float[] values = ofSize(size);
        random.fillGaussian(values, 0, size);
        return values;
    }

    /** Returns {@code size} numbers between {@code low} and {@code high} in an array that is longer. */
    public static float[] uniform(RandomSource random, int size, float low, float high) {
        float[] values = ofSize(size);
        for (int i = 0; i < size; i++) {
            values[i] = low + (high - low) * random.nextFloat();
        }
        return values;
    }

    /** Checks that the first {@code size} values were all written and are finite, and that no other was touched. */
    public static void assertFilled(String what, float[] values, int size) {
        for (int i = 0; i < size; i++) {
            assertThat(values[i])
                    .as("%s, value %d of %d", what, i, size)
                    .isFinite()
                    .isNotEqualTo(UNTOUCHED);
        }
        for (int i = size; i < values.length; i++) {
            assertThat(values[i])
                    .as("%s, value %d, which is past the %d asked for", what, i, size)
                    .isEqualTo(UNTOUCHED);
        }
    }

    /** Checks that {@code size} values agree to {@code tolerance}, relative where they are larger than 1. */
    public static void assertClose(
            String what, float[] actual, int from, float[] expected, int expectedFrom, int size, double tolerance) {
        for (int i = 0; i < size; i++) {
            double truth = expected[expectedFrom + i];
            assertThat((double) actual[from + i])
                    .as("%s, value %d", what, i)
                    .isCloseTo(truth, Offset.offset(tolerance * Math.max(1, Math.abs(truth))));
        }
    }
}
