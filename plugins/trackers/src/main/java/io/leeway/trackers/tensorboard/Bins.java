package io.leeway.trackers.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The counts of values in bins of equal width from the least to the greatest: 30 of them, as TensorBoard's own
 * summaries have, or one where all values are the same.
 *
 * @param values those that are finite, at least one
 * @param limits the upper end of each bin; the lower one is the end of the bin before, or the least value
 * @param counts how many values are in each bin
 */
record Bins(double[] values, double[] limits, double[] counts) {
    private static final int BINS = 30;
    private static final int MINIMUM = 1;
    private static final int MAXIMUM = 2;
    private static final int NUMBER = 3;
    private static final int SUM = 4;
    private static final int SUM_OF_SQUARES = 5;
    private static final int LIMITS = 6;
    private static final int COUNTS = 7;

    /** Counts finite values, at least one. */
    static Bins of(double[] values) {
        double least = least(values);
        double width = (greatest(values) - least) / BINS;
        int bins = width > 0 ? BINS : 1;
        double[] limits = new double[bins];
        double[] counts = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            limits[bin] = bin == bins - 1 ? greatest(values) : least + (bin + 1) * width;
        }
        for (double value : values) {
            counts[width > 0 ? Math.min(bins - 1, (int) ((value - least) / width)) : 0]++;
        }
        return new Bins(values, limits, counts);
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double greatest(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** Writes the fields of a {@code HistogramProto}. */
    void write(CodedOutputStream output) throws IOException {
        output.writeDouble(MINIMUM, least(values));
        output.writeDouble(MAXIMUM, greatest(values));
        output.writeDouble(NUMBER, values.length);
        output.writeDouble(SUM, Arrays.stream(values).sum());
        output.writeDouble(
                SUM_OF_SQUARES,
                Arrays.stream(values).map(value -> value * value).sum());
        // Fields of many numbers may come packed or one by one; every reader takes either.
        for (double limit : limits) {
            output.writeDouble(LIMITS, limit);
        }
        for (double count : counts) {
            output.writeDouble(COUNTS, count);
        }
    }
}
