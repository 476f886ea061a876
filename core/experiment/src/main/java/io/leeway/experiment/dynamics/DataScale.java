package io.leeway.experiment.dynamics;

import io.leeway.spi.data.Dataset;

/**
 * The means and standard deviations of a dataset's observation columns, and then of its rewards.
 *
 * @param means of each
 * @param deviations of each; 0 where it does not vary
 */
record DataScale(double[] means, double[] deviations) {
    static DataScale of(Dataset dataset) {
        int size = dataset.observationSize();
        double[] means = new double[size + 1];
        double[] deviations = new double[size + 1];
        for (int column = 0; column < size; column++) {
            measure(dataset.observations(), size, column, means, deviations, column);
        }
        measure(dataset.rewards(), 1, 0, means, deviations, size);
        return new DataScale(means, deviations);
    }

    private static void measure(
            float[] values, int width, int column, double[] means, double[] deviations, int target) {
        int rows = values.length / width;
        double mean = 0;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            double value = values[row * width + column];
            double delta = value - mean;
            mean += delta / (row + 1);
            squares += delta * (value - mean);
        }
        means[target] = mean;
        deviations[target] = Math.sqrt(squares / Math.max(1, rows));
    }

    /** Returns the columns of an observation. */
    int observationSize() {
        return means.length - 1;
    }

    boolean varies(int column) {
        return deviations[column] > 0;
    }

    /** Returns a difference in units of the column's deviation; as it is where the column does not vary. */
    double units(int column, double difference) {
        return varies(column) ? difference / deviations[column] : difference;
    }
}
