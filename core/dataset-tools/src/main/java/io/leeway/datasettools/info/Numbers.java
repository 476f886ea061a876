package io.leeway.datasettools.info;

import java.util.Arrays;

/** Numbers that are added one by one: one an episode is what is kept of a dataset. */
public final class Numbers {
    private double[] values = new double[64];
    private int count;

    /** Adds a number. */
    public void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(count, 2));
        }
        values[count++] = value;
    }

    /** Returns how many there are. */
    public int count() {
        return count;
    }

    /** Returns one of them, by the order in which they were added. */
    public double get(int index) {
        return values[index];
    }

    /** Returns a copy of all of them. */
    public double[] array() {
        return Arrays.copyOf(values, count);
    }
}
