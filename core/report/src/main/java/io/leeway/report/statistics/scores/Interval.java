package io.leeway.report.statistics.scores;

/**
 * An interval, its ends included.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double low, double high) {
    /** Returns whether zero lies in it; an interval that includes zero is never called a difference. */
    public boolean includesZero() {
        return !(low > 0 || high < 0);
    }
}
