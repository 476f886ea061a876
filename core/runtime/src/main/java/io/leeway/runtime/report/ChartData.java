package io.leeway.runtime.report;

import io.leeway.runtime.report.LineChart.Line;
import io.leeway.runtime.report.LineChart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A chart's points, thinned to what a screen can show, with the means over seeds.
 *
 * @param series those with at least one finite value, thinned
 * @param logarithmic whether the vertical axis is
 * @param remarks what the reader should know about the drawing, in sentences
 */
record ChartData(List<Series> series, boolean logarithmic, List<String> remarks) {
    private static final int MOST_POINTS = 400;

    /** The mean over a series' lines at one x. */
    record Mean(double x, Moments moments) {
        double low(boolean logarithmic) {
            double low = moments.count() > 1 ? moments.mean() - moments.standardError() : moments.mean();
            return logarithmic ? Math.max(low, moments.mean() / 10) : low;
        }

        double high() {
            return moments.count() > 1 ? moments.mean() + moments.standardError() : moments.mean();
        }
    }

    static ChartData of(LineChart chart) {
        List<Series> drawn = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        Map<Integer, List<String>> namesByStride = new TreeMap<>();
        for (Series series : chart.series()) {
            if (allPoints(List.of(series)).stream().anyMatch(Point::finite)) {
                int stride = (longest(series) + MOST_POINTS - 1) / MOST_POINTS;
                namesByStride
                        .computeIfAbsent(stride, key -> new ArrayList<>())
                        .add(series.name());
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
        return new ChartData(List.copyOf(drawn), chart.y().logarithmic() && positive, List.copyOf(remarks));
    }

    /** Returns the means at every x where each of the series' lines has a finite value, by ascending x. */
    static List<Mean> means(Series series) {
        Map<Double, List<Double>> values = new TreeMap<>();
        for (Line line : series.lines()) {
            line.points().stream().filter(Point::finite).forEach(point -> values.computeIfAbsent(
                            point.x(), x -> new ArrayList<>())
                    .add(point.y()));
        }
        List<Mean> means = new ArrayList<>();
        values.forEach((x, atX) -> {
            if (atX.size() == series.lines().size()) {
                double[] sample = atX.stream().mapToDouble(Double::doubleValue).toArray();
                means.add(new Mean(x, Moments.of(sample)));
            }
        });
        return means;
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
