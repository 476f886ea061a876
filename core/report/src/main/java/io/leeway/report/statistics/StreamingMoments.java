package io.leeway.report.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.descriptive.StatisticsConfiguration;

/** The range, mean and standard deviation of numbers that stream by; those that are not finite are only counted. */
public final class StreamingMoments {
    private static final StatisticsConfiguration OVER_N =
            StatisticsConfiguration.withDefaults().withBiased(true);
    private static final DoubleStatistics.Builder KINDS = DoubleStatistics.builder(
                    Statistic.MEAN, Statistic.STANDARD_DEVIATION, Statistic.MIN, Statistic.MAX)
            .setConfiguration(OVER_N);

    private final DoubleStatistics finite = KINDS.build();
    private long notFinite;

    /** Adds a number. */
    public void add(double value) {
        if (Double.isFinite(value)) {
            finite.accept(value);
        } else {
            notFinite++;
        }
    }

    /**
     * Adds many numbers, faster than one at a time.
     *
     * @param values of which the first {@code count} are added; put in another order where some are not finite
     */
    public void add(double[] values, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (Double.isFinite(values[i])) {
                values[kept++] = values[i];
            }
        }
        notFinite += count - kept;
        if (kept > 0) {
            finite.combine(KINDS.build(kept == values.length ? values : Arrays.copyOf(values, kept)));
        }
    }

    /** Returns how many finite numbers there were. */
    public long count() {
        return finite.getCount();
    }

    /** Returns how many were infinite, or not numbers. */
    public long notFinite() {
        return notFinite;
    }

    /** Returns the arithmetic mean, or NaN of no number. */
    public double mean() {
        return value(Statistic.MEAN);
    }

    /** Returns the standard deviation over n, or NaN of no number. */
    public double deviation() {
        return value(Statistic.STANDARD_DEVIATION);
    }

    /** Returns the least number, or NaN of no number. */
    public double minimum() {
        return value(Statistic.MIN);
    }

    /** Returns the greatest number, or NaN of no number. */
    public double maximum() {
        return value(Statistic.MAX);
    }

    private double value(Statistic statistic) {
        return count() == 0 ? Double.NaN : finite.getAsDouble(statistic);
    }
}
