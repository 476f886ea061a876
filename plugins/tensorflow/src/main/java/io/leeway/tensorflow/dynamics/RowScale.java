package io.leeway.tensorflow.dynamics;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The shift and scale of rows to zero mean and unit variance, column by column; a column that never varies is only
 * shifted.
 *
 * @param means of each column
 * @param deviations of each column; 1 where it never varies
 */
record RowScale(float[] means, float[] deviations) {
    /** What float32 cannot tell apart, as a fraction. */
    private static final double ROUNDING = 1e-7;

    /** Leaves rows as they are. */
    static RowScale none(int columns) {
        float[] ones = new float[columns];
        Arrays.fill(ones, 1);
        return new RowScale(new float[columns], ones);
    }

    /**
     * Measures rows, whose columns all have a value in the same rows.
     *
     * @param rows how many there are; at least 1
     * @param row gives each
     */
    static RowScale of(int columns, int rows, IntFunction<double[]> row) {
        double[] means = new double[columns];
        for (int i = 0; i < rows; i++) {
            double[] values = row.apply(i);
            for (int column = 0; column < columns; column++) {
                means[column] += values[column] / rows;
            }
        }
        double[] squares = new double[columns];
        for (int i = 0; i < rows; i++) {
            double[] values = row.apply(i);
            for (int column = 0; column < columns; column++) {
                double distance = values[column] - means[column];
                squares[column] += distance * distance / rows;
            }
        }
        float[] centers = new float[columns];
        float[] deviations = new float[columns];
        for (int column = 0; column < columns; column++) {
            centers[column] = (float) means[column];
            double deviation = Math.sqrt(squares[column]);
            boolean varies = deviation > ROUNDING * Math.abs(means[column]) && (float) deviation > 0;
            deviations[column] = varies ? (float) deviation : 1;
        }
        return new RowScale(centers, deviations);
    }

    /**
     * Normalises some columns of a row.
     *
     * @param values where they are, from {@code from}
     * @param column which column the first of them is
     * @param count how many there are
     * @param target where they go, from {@code to}
     */
    void normalize(float[] values, int from, int column, int count, float[] target, int to) {
        for (int i = 0; i < count; i++) {
            target[to + i] = (values[from + i] - means[column + i]) / deviations[column + i];
        }
    }
}
