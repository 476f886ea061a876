package io.leeway.report;

import io.leeway.report.LineChart.Axis;
import java.util.List;

/**
 * Curves with intervals over a common axis, one a variant: what was worked out of its runs, not the runs themselves.
 *
 * @param title for example "Performance profiles"
 * @param caption what is drawn, what the bands are and how to read it; may be empty
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series what is compared; names are unique
 */
public record BandChart(String title, String caption, Axis x, Axis y, List<Series> series) implements Chart {
    /**
     * The curve of one variant.
     *
     * @param name for example "guided"; equal names have equal colours throughout a report
     * @param points by ascending x
     */
    public record Series(String name, List<Band> points) {
        /** Copies the list. */
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A point with its interval.
     *
     * @param x to the right, a finite number
     * @param y upwards, a finite number
     * @param low the interval's lower end; NaN where there is none
     * @param high the interval's upper end; NaN where there is none
     */
    public record Band(double x, double y, double low, double high) {
        /** Returns whether there is an interval. */
        public boolean hasInterval() {
            return Double.isFinite(low) && Double.isFinite(high);
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if two series have the same name
     */
    public BandChart {
        series = List.copyOf(series);
        Names.requireDistinct(
                "The chart '" + title + "'", series.stream().map(Series::name).toList());
    }
}
