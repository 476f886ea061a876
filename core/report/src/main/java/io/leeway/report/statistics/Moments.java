package io.leeway.report.statistics;

import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;

/**
 * The mean and the standard deviation of a sample.
 *
 * @param mean the arithmetic mean; NaN of no value
 * @param deviation the sample standard deviation, over n − 1; NaN where n is less than 2
 * @param count n
 */
public record Moments(double mean, double deviation, int count) {
    private static final Set<Statistic> STATISTICS = EnumSet.of(Statistic.MEAN, Statistic.STANDARD_DEVIATION);

    /** Returns the moments of values; where one is not a number, neither are they. */
    public static Moments of(double... values) {
        DoubleStatistics statistics = DoubleStatistics.of(STATISTICS, values);
        double deviation = values.length > 1 ? statistics.getAsDouble(Statistic.STANDARD_DEVIATION) : Double.NaN;
        return new Moments(statistics.getAsDouble(Statistic.MEAN), deviation, values.length);
    }

    /** Returns the standard error of the mean: the deviation over √n. */
    public double standardError() {
        return deviation / Math.sqrt(count);
    }
}
