package io.leeway.report;

import java.util.List;

/**
 * Differences with their intervals, one a line, beside the line of no difference.
 *
 * @param title for example "Differences on equal seeds"
 * @param caption what is drawn, what the intervals are and how to read it; may be empty
 * @param axis the horizontal axis, for example "Difference of normalised scores"
 * @param lines from top to bottom; names are unique
 */
public record ForestPlot(String title, String caption, String axis, List<Line> lines) implements Chart {
    /**
     * A difference.
     *
     * @param name for example "guided − real"
     * @param value a finite number
     * @param low the interval's lower end; NaN where there is none
     * @param high the interval's upper end; NaN where there is none
     */
    public record Line(String name, double value, double low, double high) {
        /** Returns whether there is an interval. */
        public boolean hasInterval() {
            return Double.isFinite(low) && Double.isFinite(high);
        }

        /** Returns whether the interval excludes zero, so that the difference is drawn as one. */
        public boolean differs() {
            return low > 0 || high < 0;
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if two lines have the same name
     */
    public ForestPlot {
        lines = List.copyOf(lines);
        Names.requireDistinct(
                "The chart '" + title + "'", lines.stream().map(Line::name).toList());
    }
}
