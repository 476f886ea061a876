package io.leeway.report.chart;

import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Line;
import io.leeway.report.LineChart.Series;
import io.leeway.report.Point;
import io.leeway.report.statistics.Moments;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A chart's points, thinned to what a screen can show, with the means over seeds.
 *
 * @param series those with at least one finite value, thinned
 * @param logarithmicX whether the horizontal axis is
 * @param logarithmic whether the vertical axis is
 * @param remarks what the reader should know about the drawing, in sentences
 */
public record ChartData(List<Series> series, boolean logarithmicX, boolean logarithmic, List<String> remarks) {
    private static final int MOST_POINTS = 400;

    /** The mean over a series' lines at one x; not finite where one of them is not. */
    record Mean(double x, Moments moments) {
        boolean finite() {
            return Double.isFinite(moments.mean());
        }

        double low(boolean logarithmic) {
            double low = moments.count() > 1 ? moments.mean() - moments.standardError() : moments.mean();
            return logarithmic ? Math.max(low, moments.mean() / 10) : low;
        }

        double high() {
            return moments.count() > 1 ? moments.mean() + moments.standardError() : moments.mean();
        }
    }

    /** Prepares a chart for drawing. */
    public static ChartData of(LineChart chart) {
        List<Series> drawn = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        Map<Integer, List<String>> namesByStride = new TreeMap<>();
        for (Series series : chart.series()) {
            if (allPoints(List.of(series)).stream().anyMatch(Point::finite)) {
                int stride = (longest(series) + MOST_POINTS - 1) / MOST_POINTS;
                namesByStride.computeIfAbsent(stride, key -> new ArrayList<>()).add(series.name());
                drawn.add(thinned(series, stride));
            }
        }
        namesByStride.forEach((stride, names) -> {
            if (stride > 1) {
                remarks.add("Every " + ordinal(stride) + " point is drawn of " + String.join(", ", names) + ".");
            }
        });
        addOmitted(chart, drawn, remarks);
        boolean positive = allPoints(drawn).stream().filter(Point::finite).allMatch(point -> point.y() > 0);
        if (chart.y().logarithmic() && !positive) {
            remarks.add("The vertical axis is linear, for not all values are above zero.");
        }
        boolean positiveX = allPoints(drawn).stream().allMatch(point -> point.x() > 0);
        return new ChartData(
                List.copyOf(drawn),
                chart.x().logarithmic() && positiveX,
                chart.y().logarithmic() && positive,
                List.copyOf(remarks));
    }

    /** Returns the means at every x that all of the series' lines have, by ascending x. */
    static List<Mean> means(Series series) {
        List<Map<Double, Double>> lines = new ArrayList<>();
        for (Line line : series.lines()) {
            Map<Double, Double> values = new TreeMap<>();
            line.points().stream()
                    .filter(point -> Double.isFinite(point.x()))
                    .forEach(point -> values.put(point.x(), point.y()));
            lines.add(values);
        }
        Set<Double> common =
                new TreeSet<>(lines.isEmpty() ? Set.of() : lines.get(0).keySet());
        lines.forEach(values -> common.retainAll(values.keySet()));
        return common.stream()
                .map(x -> new Mean(
                        x,
                        Moments.of(lines.stream()
                                .mapToDouble(values -> values.getOrDefault(x, Double.NaN))
                                .toArray())))
                .toList();
    }

    /** Returns the range of all that is drawn along the vertical axis, bands included. */
    DoubleSummaryStatistics range() {
        DoubleStream points = allPoints(series).stream().filter(Point::finite).mapToDouble(Point::y);
        DoubleStream bands = series.stream()
                .flatMap(one -> means(one).stream())
                .filter(Mean::finite)
                .flatMapToDouble(mean -> DoubleStream.of(mean.low(logarithmic), mean.high()));
        return DoubleStream.concat(points, bands).summaryStatistics();
    }

    /** Returns the points of the longest line. */
    int longest() {
        return series.stream().mapToInt(ChartData::longest).max().orElse(0);
    }

    private static int longest(Series series) {
        return series.lines().stream()
                .mapToInt(line -> line.points().size())
                .max()
                .orElse(0);
    }

    private static Series thinned(Series series, int stride) {
        return new Series(
                series.name(),
                series.lines().stream()
                        .map(line -> new Line(line.name(), thinned(line.points(), stride)))
                        .toList());
    }

    private static List<Point> thinned(List<Point> points, int stride) {
        int last = points.size() - 1;
        return IntStream.rangeClosed(0, last)
                .filter(index -> index % stride == 0 || index == last)
                .mapToObj(points::get)
                .toList();
    }

    private static void addOmitted(LineChart chart, List<Series> drawn, List<String> remarks) {
        List<String> empty = chart.series().stream()
                .map(Series::name)
                .filter(name -> drawn.stream().noneMatch(series -> series.name().equals(name)))
                .toList();
        if (!empty.isEmpty()) {
            remarks.add("There are no values for " + String.join(", ", empty) + ".");
        }
        long gaps = drawn.stream()
                .flatMap(series -> series.lines().stream())
                .flatMap(line -> line.points().stream())
                .filter(point -> !point.finite())
                .count();
        if (gaps > 0) {
            remarks.add(
                    gaps == 1
                            ? "One value is not a finite number and leaves a gap."
                            : gaps + " values are not finite numbers and leave gaps.");
        }
    }

    private static List<Point> allPoints(List<Series> series) {
        return series.stream()
                .flatMap(one -> one.lines().stream())
                .flatMap(line -> line.points().stream())
                .toList();
    }

    private static String ordinal(int number) {
        int tens = number % 100;
        if (tens >= 11 && tens <= 13) {
            return number + "th";
        }
        return number
                + switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}
