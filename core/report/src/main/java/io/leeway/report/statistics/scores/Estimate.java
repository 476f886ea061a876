package io.leeway.report.statistics.scores;

import io.leeway.report.statistics.Moments;
import org.jspecify.annotations.Nullable;

/**
 * A figure with its 95 % interval.
 *
 * @param value the figure
 * @param interval null where there is none, and then {@code reason} says why
 * @param reason why there is no interval, as a clause without a full stop, or null
 */
public record Estimate(
        double value, @Nullable Interval interval, @Nullable String reason) {
    /**
     * Checks that a missing interval is explained.
     *
     * @throws IllegalArgumentException if there is neither an interval nor a reason
     */
    public Estimate {
        if (interval == null && reason == null) {
            throw new IllegalArgumentException("A missing interval needs a reason");
        }
    }

    /** Returns the mean of independent values with Student's interval: at least one, each finite. */
    public static Estimate ofMean(double... values) {
        Moments moments = Moments.of(values);
        if (values.length < 2) {
            return new Estimate(moments.mean(), null, "there is only one seed");
        }
        double half =
                moments.standardError() == 0 ? 0 : Student.quantile(values.length - 1, 0.05) * moments.standardError();
        return new Estimate(moments.mean(), new Interval(moments.mean() - half, moments.mean() + half), null);
    }

    /** Returns the interval's lower end, or NaN. */
    public double low() {
        return interval == null ? Double.NaN : interval.low();
    }

    /** Returns the interval's upper end, or NaN. */
    public double high() {
        return interval == null ? Double.NaN : interval.high();
    }
}
