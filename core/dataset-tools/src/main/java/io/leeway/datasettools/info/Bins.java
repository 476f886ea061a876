package io.leeway.datasettools.info;

import java.util.Arrays;

/**
 * Counts of numbers in bins with round edges.
 *
 * @param start where the first bin begins
 * @param width of each bin: 1, 2 or 5 times a power of ten
 * @param counts numbers within [edge(i), edge(i + 1)); the last bin has its own end too
 */
public record Bins(double start, double width, long[] counts) {
    /** Counts finite numbers, at least one. */
    public static Bins of(double[] values, int most) {
        double least = Arrays.stream(values).min().orElseThrow();
        double greatest = Arrays.stream(values).max().orElseThrow();
        double width = width(least, greatest, most);
        double start = Math.floor(least / width) * width;
        int bins = Math.max(1, (int) Math.ceil((greatest - start) / width - 1e-9));
        long[] counts = new long[bins];
        for (double value : values) {
            int bin = (int) Math.floor((value - start) / width);
            counts[Math.max(0, Math.min(bins - 1, bin))]++;
        }
        return new Bins(start, width, counts);
    }

    private static double width(double least, double greatest, int most) {
        double range = greatest - least;
        double scale = Math.max(Math.abs(least), Math.abs(greatest));
        if (!(range > scale * 1e-12)) {
            return scale == 0 ? 1 : Math.pow(10, Math.floor(Math.log10(scale)) - 1);
        }
        double power = Math.pow(10, Math.floor(Math.log10(range / most)));
        for (double step : new double[] {1, 2, 5, 10, 20}) {
            double start = Math.floor(least / (step * power)) * step * power;
            if (Math.ceil((greatest - start) / (step * power) - 1e-9) <= most) {
                return step * power;
            }
        }
        return 50 * power;
    }

    /** Returns where a bin begins. */
    public double edge(int bin) {
        return start + bin * width;
    }
}
