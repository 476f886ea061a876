package io.leeway.runtime.comparison;

import io.leeway.runtime.config.ConfigurationTree;
import io.leeway.runtime.report.Cell;
import io.leeway.runtime.report.Charts;
import io.leeway.runtime.report.Documents;
import io.leeway.runtime.report.Documents.Document;
import io.leeway.runtime.report.LineChart;
import io.leeway.runtime.report.LineChart.Axis;
import io.leeway.runtime.report.LineChart.Line;
import io.leeway.runtime.report.LineChart.Series;
import io.leeway.runtime.report.NumberStyle;
import io.leeway.runtime.report.Point;
import io.leeway.runtime.report.Report;
import io.leeway.runtime.report.ResultTable;
import io.leeway.runtime.report.ResultTable.Better;
import io.leeway.runtime.report.ResultTable.Column;
import io.leeway.runtime.report.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measurements as a table and as charts. */
public final class ComparisonReport {
    private final ComparisonConfig config;
    private final Map<String, List<Measurement>> byLabel = new LinkedHashMap<>();
    private final List<Measurement> reference;

    /**
     * Groups measurements.
     *
     * @param measurements the first ones are the reference's, one a seed
     */
    public ComparisonReport(ComparisonConfig config, List<Measurement> measurements) {
        this.config = config;
        measurements.forEach(measurement -> byLabel.computeIfAbsent(measurement.label(), label -> new ArrayList<>())
                .add(measurement));
        reference = byLabel.values().iterator().next();
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
        List<Column> columns = new ArrayList<>(List.of(Column.of(
                "Evaluations", null, NumberStyle.whole(), Better.LOWER, "Denoiser evaluations for each trajectory")));
        List<String> figures = new ArrayList<>();
        add(columns, figures, "dynamics_error", "Dynamics error", Better.LOWER);
        add(columns, figures, "wasserstein", "Wasserstein-1", Better.LOWER);
        add(columns, figures, "policy_log_likelihood", "Policy log-likelihood", Better.HIGHER);
        columns.add(Column.timing(
                "Transitions/s", null, NumberStyle.whole(), Better.HIGHER, "Synthetic transitions generated a second"));
        List<ResultTable.Row> rows = new ArrayList<>();
        byLabel.forEach((label, all) -> {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(all.get(0).figure("network_evaluations")));
            for (String figure : figures) {
                cells.add(Cell.mean(values(all, figure)));
                if (!figure.equals("policy_log_likelihood")) {
                    Ratio ratio = ratio(all, figure);
                    cells.add(Cell.of(ratio.value()));
                    cells.add(
                            Double.isNaN(ratio.low())
                                    ? Cell.missing("there is only one denoiser")
                                    : Cell.of(ratio.low()));
                }
            }
            cells.add(Cell.of(mean(all, "transitions_per_s")));
            rows.add(new ResultTable.Row(label, cells));
        });
        String caption = "Mean ± standard error over " + reference.size() + " denoiser"
                + (reference.size() == 1 ? "" : "s") + ", " + config.count()
                + " trajectories each. Ratios are to the first row's.";
        return new ResultTable("Points", caption, "Sampler", columns, rows);
    }

    private void add(List<Column> columns, List<String> figures, String figure, String name, Better better) {
        if (Double.isNaN(reference.get(0).figure(figure))) {
            return;
        }
        figures.add(figure);
        columns.add(Column.of(name, null, NumberStyle.significant(3), better, meaning(figure)));
        if (!figure.equals("policy_log_likelihood")) {
            columns.add(
                    Column.of(name + " ratio", null, NumberStyle.decimals(3), better, "Geometric mean over denoisers"));
            columns.add(Column.of(
                    name + " ratio, low end",
                    null,
                    NumberStyle.decimals(3),
                    better,
                    "Lower end of the ratio's 95 % interval over denoisers (Student's t)"));
        }
    }

    private static String meaning(String figure) {
        return switch (figure) {
            case "dynamics_error" ->
                "Mean squared error of next observations against the environment's own step, in units of the data's"
                        + " variance";
            case "wasserstein" -> "Mean distance of columns to the data's, in units of the data's standard deviation";
            default -> "Mean log π(a|s) of a transition";
        };
    }

    /** Returns the ratio of a figure to the reference's. */
    Ratio ratio(List<Measurement> measurements, String figure) {
        return Ratio.of(values(measurements, figure), values(reference, figure));
    }

    private static double[] values(List<Measurement> measurements, String figure) {
        return measurements.stream().mapToDouble(one -> one.figure(figure)).toArray();
    }

    private static double mean(List<Measurement> measurements, String figure) {
        return measurements.stream()
                .mapToDouble(one -> one.figure(figure))
                .average()
                .orElse(Double.NaN);
    }

    private List<LineChart> charts() {
        List<LineChart> charts = new ArrayList<>();
        if (!Double.isNaN(reference.get(0).figure("policy_log_likelihood"))) {
            charts.add(frontier());
        }
        charts.add(againstEvaluations("dynamics_error", "Dynamics error"));
        charts.add(againstEvaluations("wasserstein", "Wasserstein-1"));
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
                    .forEach(all ->
                            points.add(new Point(mean(all, "policy_log_likelihood"), mean(all, "dynamics_error"))));
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
