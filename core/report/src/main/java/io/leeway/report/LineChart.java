package io.leeway.report;

import java.util.List;

/**
 * Curves over a common axis: for each series a thin line a seed, and their mean with a band of one standard error
 * wherever all seeds have a value.
 *
 * @param title for example "Learning curves"
 * @param caption what is drawn and how to read it, in a sentence or two; may be empty
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series what is compared; names are unique
 */
public record LineChart(String title, String caption, Axis x, Axis y, List<Series> series) implements Chart {
    /**
     * An axis.
     *
     * @param title with its unit, for example "Agent updates"
     * @param logarithmic whether the scale is logarithmic, for values that are all above zero
     */
    public record Axis(String title, boolean logarithmic) {
        /** Returns an axis with equal steps. */
        public static Axis linear(String title) {
            return new Axis(title, false);
        }

        /** Returns an axis with equal ratios; the chart falls back to equal steps where a value is not above zero. */
        public static Axis logarithmic(String title) {
            return new Axis(title, true);
        }
    }

    /**
     * The curves of one variant, one a seed.
     *
     * @param name for example "guided"; equal names have equal colours throughout a report
     * @param lines one a seed
     */
    public record Series(String name, List<Line> lines) {
        /** Copies the list. */
        public Series {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One seed's curve.
     *
     * @param name for example "seed 0"
     * @param points by ascending x
     */
    public record Line(String name, List<Point> points) {
        /** Copies the list. */
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if two series have the same name
     */
    public LineChart {
        series = List.copyOf(series);
        Names.requireDistinct(
                "The chart '" + title + "'", series.stream().map(Series::name).toList());
    }
}
