package io.leeway.datasettools;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are distributed. Quartiles lie between the neighbouring numbers as NumPy's do.
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

    /** Describes numbers, at least one; where one is not a number, nothing but the count is one. */
    public static Distribution of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        double mean = Arrays.stream(values).sum() / count;
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double unknown = Double.isNaN(sorted[count - 1]) ? Double.NaN : 0;
        return new Distribution(
                count,
                mean,
                Math.sqrt(squares / count),
                sorted[0] + unknown,
                quantile(sorted, 0.25) + unknown,
                quantile(sorted, 0.5) + unknown,
                quantile(sorted, 0.75) + unknown,
                sorted[count - 1]);
    }

    private static double quantile(double[] sorted, double fraction) {
        double place = fraction * (sorted.length - 1);
        int below = (int) place;
        double share = place - below;
        return share == 0 ? sorted[below] : sorted[below] * (1 - share) + sorted[below + 1] * share;
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

    static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
