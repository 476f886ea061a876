package io.leeway.environment.wrapper;

import java.util.Arrays;

/**
 * The mean and variance of columns, batch by batch (Chan et al. 1979), as Gymnasium has them: they begin as those of
 * 10⁻⁴ values of mean 0 and variance 1.
 */
final class RunningMoments {
    private final double[] mean;
    private final double[] variance;
    private double count = 1e-4;

    RunningMoments(int size) {
        mean = new double[size];
        variance = new double[size];
        Arrays.fill(variance, 1);
    }

    int size() {
        return mean.length;
    }

    double mean(int column) {
        return mean[column];
    }

    double variance(int column) {
        return variance[column];
    }

    /** Adds rows. */
    void add(double[] values, int rows) {
        double total = count + rows;
        for (int column = 0; column < mean.length; column++) {
            double batchMean = 0;
            for (int row = 0; row < rows; row++) {
                batchMean += values[row * mean.length + column];
            }
            batchMean /= rows;
            double batchVariance = 0;
            for (int row = 0; row < rows; row++) {
                double distance = values[row * mean.length + column] - batchMean;
                batchVariance += distance * distance;
            }
            batchVariance /= rows;
            double delta = batchMean - mean[column];
            double squares = variance[column] * count + batchVariance * rows + delta * delta * count * rows / total;
            mean[column] += delta * rows / total;
            variance[column] = squares / total;
        }
        count = total;
    }
}
