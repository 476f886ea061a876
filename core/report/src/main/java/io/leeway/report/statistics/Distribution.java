package io.leeway.report.statistics;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.descriptive.StatisticsConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A summary of numbers: their mean, deviation, range and quartiles, which lie between the neighbouring numbers as
 * NumPy's do (Hyndman and Fan 1996, definition 7).
 *
 * @param count how many there are, at least 1
 * @param mean the arithmetic mean
 * @param deviation the standard deviation of these numbers, over n
 * @param minimum the least
 * @param lowerQuartile what a quarter is below
 * @param median what half is below
 * @param upperQuartile what three quarters are below
 * @param maximum the greatest
 */
public record Distribution(
        int count,
        double mean,
        double deviation,
        double minimum,
        double lowerQuartile,
        double median,
        double upperQuartile,
        double maximum) {

    private static final double[] QUARTILES = {0, 0.25, 0.5, 0.75, 1};
    private static final Set<Statistic> STATISTICS = EnumSet.of(Statistic.MEAN, Statistic.STANDARD_DEVIATION);

    /** Describes numbers, at least one; where one is not a number, nothing but the count is one. */
    public static Distribution of(double[] values) {
        DoubleStatistics moments = DoubleStatistics.of(STATISTICS, values)
                .setConfiguration(StatisticsConfiguration.withDefaults().withBiased(true));
        double mean = moments.getAsDouble(Statistic.MEAN);
        double unknown = Arrays.stream(values).anyMatch(Double::isNaN) ? Double.NaN : 0;
        double[] quantiles = Quantile.withDefaults()
                .with(Quantile.EstimationMethod.HF7)
                .withCopy(true)
                .evaluate(values, QUARTILES);
        return new Distribution(
                values.length,
                mean,
                moments.getAsDouble(Statistic.STANDARD_DEVIATION),
                quantiles[0] + unknown,
                quantiles[1] + unknown,
                quantiles[2] + unknown,
                quantiles[3] + unknown,
                quantiles[4] + unknown);
    }

    /** Returns it as JSON has it; what is not finite is null. */
    public Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("count", count);
        tree.put("mean", finite(mean));
        tree.put("sd", finite(deviation));
        tree.put("min", finite(minimum));
        tree.put("q25", finite(lowerQuartile));
        tree.put("median", finite(median));
        tree.put("q75", finite(upperQuartile));
        tree.put("max", finite(maximum));
        return tree;
    }

    /** Returns a number as JSON has it: null where it is not finite. */
    public static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
