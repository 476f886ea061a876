package io.leeway.report;

/**
 * The mean of a sample and the mean's standard error.
 *
 * @param mean the arithmetic mean
 * @param standardError the sample standard deviation over √n; NaN where n is 1
 * @param count n
 */
record Moments(double mean, double standardError, int count) {
    static Moments of(double... values) {
        int count = values.length;
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / count;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double error = count > 1 ? Math.sqrt(squares / (count - 1) / count) : Double.NaN;
        return new Moments(mean, error, count);
    }
}
