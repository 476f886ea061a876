package io.leeway.report;

import io.leeway.report.LineChart.Axis;
import java.util.List;

/**
 * One mark a variant, such as its quality against its cost, with the interval of what is drawn upwards.
 *
 * @param title for example "Quality against cost"
 * @param caption what is drawn and how to read it; may be empty
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param marks what is compared; names are unique
 */
public record ScatterChart(String title, String caption, Axis x, Axis y, List<Mark> marks) implements Chart {
    /**
     * A variant.
     *
     * @param name for example "guided"; equal names have equal colours throughout a report
     * @param x a finite number
     * @param y a finite number
     * @param low the lower end of y's interval; NaN where there is none
     * @param high the upper end of y's interval; NaN where there is none
     */
    public record Mark(String name, double x, double y, double low, double high) {
        /** Returns whether there is an interval. */
        public boolean hasInterval() {
            return Double.isFinite(low) && Double.isFinite(high);
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if two marks have the same name
     */
    public ScatterChart {
        marks = List.copyOf(marks);
        Names.requireDistinct(
                "The chart '" + title + "'", marks.stream().map(Mark::name).toList());
    }
}
