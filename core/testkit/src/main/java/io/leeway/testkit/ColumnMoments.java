package io.leeway.testkit;

/**
 * The mean and standard deviation of one column of rows, in double precision.
 *
 * @param mean the mean
 * @param deviation the standard deviation, with the number of rows as divisor
 */
public record ColumnMoments(double mean, double deviation) {
    /** Measures a column of {@code rows} rows of {@code width} values. */
    public static ColumnMoments of(float[] values, int column, int width, int rows) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += values[row * width + column];
        }
        double mean = sum / rows;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            double difference = values[row * width + column] - mean;
            squares += difference * difference;
        }
        return new ColumnMoments(mean, Math.sqrt(squares / rows));
    }
}
