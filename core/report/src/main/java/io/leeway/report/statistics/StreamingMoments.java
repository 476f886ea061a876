package io.leeway.report.statistics;

import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.descriptive.StatisticsConfiguration;

/** The range, mean and standard deviation of numbers that stream by; those that are not finite are only counted. */
public final class StreamingMoments {
    private final DoubleStatistics finite = DoubleStatistics.of(
                    Statistic.MEAN, Statistic.STANDARD_DEVIATION, Statistic.MIN, Statistic.MAX)
            .setConfiguration(StatisticsConfiguration.withDefaults().withBiased(true));
    private long notFinite;

    /** Adds a number. */
    public void add(double value) {
        if (Double.isFinite(value)) {
            finite.accept(value);
        } else {
            notFinite++;
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
