package io.leeway.datasettools;

/** The range, mean and deviation of numbers that stream by (Welford 1962); those that are not finite are only counted. */
public final class NumberMoments {
    private long count;
    private long notFinite;
    private double mean;
    private double squares;
    private double minimum = Double.NaN;
    private double maximum = Double.NaN;

    void add(double value) {
        if (!Double.isFinite(value)) {
            notFinite++;
            return;
        }
        count++;
        double distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
        minimum = count == 1 ? value : Math.min(minimum, value);
        maximum = count == 1 ? value : Math.max(maximum, value);
    }

    /** Returns how many finite numbers there were. */
    public long count() {
        return count;
    }

    /** Returns how many were infinite, or not numbers. */
    public long notFinite() {
        return notFinite;
    }

    /** Returns the arithmetic mean, or NaN of no number. */
    public double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Returns the standard deviation over n, or NaN of no number. */
    public double deviation() {
        return count == 0 ? Double.NaN : Math.sqrt(squares / count);
    }

    /** Returns the least number, or NaN of no number. */
    public double minimum() {
        return minimum;
    }

    /** Returns the greatest number, or NaN of no number. */
    public double maximum() {
        return maximum;
    }
}
