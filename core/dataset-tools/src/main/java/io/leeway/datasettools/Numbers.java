package io.leeway.datasettools;

import java.util.Arrays;

/** Numbers that are added one by one: one an episode is what is kept of a dataset. */
final class Numbers {
    private double[] values = new double[64];
    private int count;

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(count, 2));
        }
        values[count++] = value;
    }

    int count() {
        return count;
    }

    double get(int index) {
        return values[index];
    }

    double[] array() {
        return Arrays.copyOf(values, count);
    }
}
