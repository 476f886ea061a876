package io.leeway.diffusion.experience.model;

import io.leeway.spi.data.Transitions;

/**
 * The range of what is near the data: each column of a next observation, and the reward, within 10 standard deviations
 * of its mean, or within what the data itself reaches, as a rare reward does.
 */
final class DataRange {
    private static final double DEVIATIONS = 10;
    /** Below this part of its largest magnitude a column's deviation is rounding: it never varies. */
    private static final double ROUNDING = 1e-6;

    private final double[] low;
    private final double[] high;

    private DataRange(int columns) {
        low = new double[columns];
        high = new double[columns];
    }

    /** Measures data that has at least one row; its columns' deviation is 1 where they never vary. */
    static DataRange of(Transitions data) {
        int size = data.observationSize();
        DataRange range = new DataRange(size + 1);
        for (int column = 0; column < size; column++) {
            range.measure(column, data.observations(), column, size, data.count());
        }
        range.measure(size, data.rewards(), 0, 1, data.count());
        return range;
    }

    private void measure(int column, float[] values, int from, int stride, int count) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < count; row++) {
            double value = values[from + row * stride];
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double mean = sum / count;
        double squares = 0;
        for (int row = 0; row < count; row++) {
            double difference = values[from + row * stride] - mean;
            squares += difference * difference;
        }
        double deviation = Math.sqrt(squares / count);
        boolean varies = deviation > ROUNDING * Math.max(Math.abs(least), Math.abs(most));
        double reach = DEVIATIONS * (varies ? deviation : 1);
        low[column] = Math.min(least, mean - reach);
        high[column] = Math.max(most, mean + reach);
    }

    /** Returns whether a row of a step is near the data; what is not finite is not. */
    boolean holds(ModelStep step, int row) {
        int size = low.length - 1;
        for (int column = 0; column < size; column++) {
            if (!holds(column, step.nextObservations()[row * size + column])) {
                return false;
            }
        }
        return holds(size, step.rewards()[row]);
    }

    private boolean holds(int column, float value) {
        return value >= low[column] && value <= high[column];
    }

    /** Returns the least reward of the data. */
    static float leastReward(Transitions data) {
        float least = data.rewards()[0];
        for (float reward : data.rewards()) {
            least = Math.min(least, reward);
        }
        return least;
    }
}
