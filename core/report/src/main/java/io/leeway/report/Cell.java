package io.leeway.report;

import io.leeway.report.statistics.Moments;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a result table.
 *
 * @param value the figure; NaN where there is none, and then {@code reason} says why
 * @param standardError of the value; NaN where there is none
 * @param reason why the value or its standard error is missing, as a clause without a full stop, or null
 */
public record Cell(
        double value, double standardError, @Nullable String reason) {
    /**
     * Checks that what is missing is explained.
     *
     * @throws IllegalArgumentException if the value is NaN without a reason, or the standard error is negative
     */
    public Cell {
        if (Double.isNaN(value) && (reason == null || reason.isBlank())) {
            throw new IllegalArgumentException("A missing value needs a reason");
        }
        if (standardError < 0) {
            throw new IllegalArgumentException("A standard error is not negative, but was " + standardError);
        }
    }

    /** Returns a figure that is exact, or has no standard error; a NaN is shown as missing. */
    public static Cell of(double value) {
        return Double.isNaN(value) ? missing("not a number") : new Cell(value, Double.NaN, null);
    }

    /** Returns a figure with its standard error; a NaN value is shown as missing. */
    public static Cell of(double value, double standardError) {
        return Double.isNaN(value) ? missing("not a number") : new Cell(value, standardError, null);
    }

    /**
     * Returns the mean of independent values with its standard error, the sample standard deviation over √n.
     *
     * @param values one a seed; a NaN among them makes the mean missing
     */
    public static Cell mean(double... values) {
        if (values.length == 0) {
            return missing("nothing was measured");
        }
        if (Arrays.stream(values).anyMatch(Double::isNaN)) {
            return missing("a seed's value is not a number");
        }
        Moments moments = Moments.of(values);
        return values.length == 1
                ? new Cell(moments.mean(), Double.NaN, "there is only one seed")
                : new Cell(moments.mean(), moments.standardError(), null);
    }

    /** Returns a figure that there is not, shown as "–" with the reason below the table. */
    public static Cell missing(String reason) {
        return new Cell(Double.NaN, Double.NaN, reason);
    }

    /** Returns whether there is a value. */
    public boolean present() {
        return !Double.isNaN(value);
    }

    /** Returns whether there is a value with a standard error. */
    public boolean hasError() {
        return present() && !Double.isNaN(standardError);
    }
}
