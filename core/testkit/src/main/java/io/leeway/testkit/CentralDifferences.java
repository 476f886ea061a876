package io.leeway.testkit;

import java.util.function.Consumer;

/**
 * Numerical gradients, to hold analytic ones against.
 *
 * @param values one central difference for each value of the argument
 */
public record CentralDifferences(double[] values) {
    /** A batch of functions: row i's result depends on row i of the argument alone. */
    @FunctionalInterface
    public interface RowFunction {
        /** Computes one result a row. */
        void apply(float[] argument, double[] results);
    }

    /**
     * Differentiates every row's result by every column of that row.
     *
     * @param argument rows × columns, may be longer; left as it was
     * @param step half the distance of the two points compared
     */
    public static CentralDifferences of(RowFunction function, float[] argument, int rows, int columns, float step) {
        double[] differences = new double[rows * columns];
        double[] high = new double[rows];
        double[] low = new double[rows];
        float[] moved = argument.clone();
        for (int column = 0; column < columns; column++) {
            int chosen = column;
            Consumer<Float> shift = amount -> {
                for (int row = 0; row < rows; row++) {
                    moved[row * columns + chosen] = argument[row * columns + chosen] + amount;
                }
            };
            shift.accept(step);
            function.apply(moved, high);
            float[] top = moved.clone();
            shift.accept(-step);
            function.apply(moved, low);
            for (int row = 0; row < rows; row++) {
                int i = row * columns + column;
                differences[i] = (high[row] - low[row]) / ((double) top[i] - moved[i]);
                moved[i] = argument[i];
            }
        }
        return new CentralDifferences(differences);
    }

    /**
     * Returns the fraction of {@code analytic} that agrees, to {@code tolerance} times the larger of the value and the
     * root mean square of all; below 1 where a function has kinks.
     */
    public double agreement(float[] analytic, double tolerance) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        double scale = Math.sqrt(squares / values.length);
        int agreeing = 0;
        for (int i = 0; i < values.length; i++) {
            double allowed = tolerance * Math.max(Math.abs(values[i]), scale) + 1e-6;
            agreeing += Math.abs(analytic[i] - values[i]) <= allowed ? 1 : 0;
        }
        return (double) agreeing / values.length;
    }
}
