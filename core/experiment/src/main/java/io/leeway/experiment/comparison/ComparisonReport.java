package io.leeway.experiment.comparison;

import io.leeway.report.Charts;
import io.leeway.report.Documents;
import io.leeway.report.Documents.Document;
import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.LineChart.Line;
import io.leeway.report.LineChart.Series;
import io.leeway.report.Point;
import io.leeway.report.Report;
import io.leeway.report.ResultTable;
import io.leeway.report.Section;
import io.leeway.wiring.config.ConfigurationTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measurements as a table and as charts. */
public final class ComparisonReport {
    private final ComparisonConfig config;
    private final Map<String, List<Measurement>> byLabel = new LinkedHashMap<>();

    /**
     * Groups measurements.
     *
     * @param measurements the first ones are the reference's, one a seed
     */
    public ComparisonReport(ComparisonConfig config, List<Measurement> measurements) {
        this.config = config;
        measurements.forEach(measurement -> byLabel.computeIfAbsent(measurement.label(), label -> new ArrayList<>())
                .add(measurement));
    }

    /** Returns the report. */
    public Report report(String summary) {
        List<Section> sections = new ArrayList<>();
        sections.add(table());
        sections.add(new Charts("Curves", charts()));
        sections.add(new Documents(
                "Details",
                List.of(Document.of("What was compared", ConfigurationTree.yaml(ConfigurationTree.of(config))))));
        return new Report(config.name(), summary, sections);
    }

    /** Returns a row a point, with ratios to the reference. */
    public ResultTable table() {
        return new ComparisonTable(config, byLabel).table();
    }

    private static double mean(List<Measurement> measurements, String figure) {
        return measurements.stream()
                .mapToDouble(one -> one.figure(figure))
                .average()
                .orElse(Double.NaN);
    }

    private List<LineChart> charts() {
        List<LineChart> charts = new ArrayList<>();
        Measurement first = byLabel.values().iterator().next().get(0);
        if (!Double.isNaN(first.figure(Frontier.LIKELIHOOD))) {
            charts.add(frontier());
        }
        charts.add(againstEvaluations("dynamics_error", "Dynamics error"));
        charts.add(againstEvaluations("wasserstein", "Wasserstein-1"));
        charts.add(againstEvaluations("sliced_wasserstein", "Sliced Wasserstein-1"));
        return charts;
    }

    private LineChart againstEvaluations(String figure, String name) {
        List<Series> series = new ArrayList<>();
        for (String curve : config.curves().keySet()) {
            Map<Long, List<Point>> lines = new LinkedHashMap<>();
            for (Measurement one : of(curve)) {
                lines.computeIfAbsent(one.seed(), seed -> new ArrayList<>())
                        .add(new Point(one.figure("network_evaluations"), one.figure(figure)));
            }
            series.add(series(curve, lines));
        }
        return new LineChart(
                name + " against evaluations",
                "Lower is better, and further to the left is cheaper.",
                Axis.logarithmic("Network evaluations a trajectory"),
                Axis.logarithmic(name),
                series);
    }

    private static Series series(String curve, Map<Long, List<Point>> lines) {
        List<Line> drawn = new ArrayList<>();
        lines.forEach((seed, points) -> {
            points.sort(Comparator.comparingDouble(Point::x));
            drawn.add(new Line("seed " + seed, points));
        });
        return new Series(curve, drawn);
    }

    /** Returns the dynamics error that each likelihood costs: the means over denoisers. */
    private LineChart frontier() {
        List<Series> series = new ArrayList<>();
        for (String curve : config.curves().keySet()) {
            List<Point> points = new ArrayList<>();
            byLabel.values().stream()
                    .filter(all -> all.get(0).curve().equals(curve))
                    .forEach(all -> points.add(new Point(mean(all, Frontier.LIKELIHOOD), mean(all, "dynamics_error"))));
            points.sort(Comparator.comparingDouble(Point::x));
            series.add(new Series(curve, List.of(new Line("mean", points))));
        }
        return new LineChart(
                "Dynamics error against policy log-likelihood",
                "Means over denoisers. Further to the right is more on-policy, and lower is truer to the dynamics.",
                Axis.linear("Policy log-likelihood"),
                Axis.logarithmic("Dynamics error"),
                series);
    }

    private List<Measurement> of(String curve) {
        return byLabel.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.curve().equals(curve))
                .toList();
    }
}
