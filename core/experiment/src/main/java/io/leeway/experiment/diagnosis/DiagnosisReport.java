package io.leeway.experiment.diagnosis;

import io.leeway.environment.diagnosis.Curve;
import io.leeway.environment.diagnosis.Diagnosis;
import io.leeway.environment.diagnosis.Figure;
import io.leeway.environment.diagnosis.Findings;
import io.leeway.report.Cell;
import io.leeway.report.Charts;
import io.leeway.report.Facts;
import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.LineChart.Line;
import io.leeway.report.LineChart.Series;
import io.leeway.report.Notes;
import io.leeway.report.NumberStyle;
import io.leeway.report.Point;
import io.leeway.report.Report;
import io.leeway.report.ResultTable;
import io.leeway.report.ResultTable.Better;
import io.leeway.report.ResultTable.Column;
import io.leeway.report.ResultTable.Row;
import io.leeway.report.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The findings on all sources as tables, charts and a page. */
public final class DiagnosisReport {
    private static final Set<String> HEADLINES = Set.of(
            "dynamics_error",
            "reward_error",
            "policy_log_likelihood",
            "behaviour_log_likelihood",
            "wasserstein",
            "coverage",
            "novelty",
            "diversity",
            "transitions_per_s");

    /** Of the greatest error in a chart, what is worth a place: the rounding of float32 is not. */
    private static final double LEAST_SHARE = 1e-5;

    private final DiagnosisResult result;

    /** Shows a result. */
    public DiagnosisReport(DiagnosisResult result) {
        this.result = result;
    }

    /**
     * Returns the page.
     *
     * @param facts what was compared with what
     */
    public Report report(String title, String summary, Facts facts) {
        List<Section> sections = new ArrayList<>();
        sections.add(headlines());
        sections.add(new Notes("Notes", result.notes()));
        sections.add(new Charts("Curves", charts()));
        for (Diagnosis.Group group : result.groups()) {
            sections.add(table(group.title(), group.figures()));
        }
        sections.add(columns());
        sections.add(facts);
        return new Report(title, summary, sections);
    }

    /** Returns the figures that matter first, a row a source. */
    public ResultTable headlines() {
        return table(
                "Sources",
                result.groups().stream()
                        .flatMap(group -> group.figures().stream())
                        .filter(figure -> HEADLINES.contains(figure.name()))
                        .filter(figure -> result.sources().values().stream()
                                .anyMatch(findings -> findings.figures().containsKey(figure.name())))
                        .toList());
    }

    private ResultTable table(String title, List<Figure> figures) {
        List<Row> rows = new ArrayList<>();
        result.sources()
                .forEach((name, findings) -> rows.add(new Row(
                        name,
                        figures.stream()
                                .map(figure -> cell(findings.figures(), figure.name()))
                                .toList())));
        return new ResultTable(
                title,
                "",
                "Source",
                figures.stream().map(DiagnosisReport::column).toList(),
                rows);
    }

    private static Cell cell(Map<String, Double> figures, String name) {
        Double figure = figures.get(name);
        return figure == null ? Cell.missing("it could not be measured, or is of no such source") : Cell.of(figure);
    }

    private static Column column(Figure figure) {
        Better better =
                switch (figure.better()) {
                    case HIGHER -> Better.HIGHER;
                    case LOWER -> Better.LOWER;
                    case LIKE_DATA, NEITHER -> Better.NEITHER;
                };
        NumberStyle style = figure.name().equals("transitions") ? NumberStyle.whole() : NumberStyle.significant(3);
        return figure.timing()
                ? Column.timing(figure.title(), null, style, better, figure.meaning())
                : Column.of(figure.title(), null, style, better, figure.meaning());
    }

    private ResultTable columns() {
        List<Column> columns = new ArrayList<>();
        Map<String, List<Cell>> rows = new LinkedHashMap<>();
        result.sources().forEach((name, findings) -> {
            columns.add(Column.of(name, null, NumberStyle.significant(3), Better.LOWER, "Distance of " + name));
            findings.columns().forEach((column, distance) -> rows.computeIfAbsent(column, first -> new ArrayList<>())
                    .add(Cell.of(distance)));
        });
        return new ResultTable(
                "Wasserstein-1 by column",
                "In units of the data's standard deviation. A change is from the observation to the next.",
                "Column",
                columns,
                rows.entrySet().stream()
                        .filter(row -> row.getValue().size() == columns.size())
                        .map(row -> new Row(row.getKey(), row.getValue()))
                        .toList());
    }

    /** Returns the curves of all sources, and the distance of each column. */
    public List<LineChart> charts() {
        Map<Curve.Chart, Map<String, Curve>> byChart = new LinkedHashMap<>();
        result.sources().forEach((name, findings) -> findings.curves()
                .forEach(curve -> byChart.computeIfAbsent(curve.chart(), chart -> new LinkedHashMap<>())
                        .put(name, curve)));
        List<LineChart> charts = new ArrayList<>();
        byChart.forEach((chart, curves) -> charts.add(chart(chart, curves)));
        charts.add(byColumn());
        return charts;
    }

    private static LineChart chart(Curve.Chart chart, Map<String, Curve> curves) {
        boolean logarithmic = chart.scale() == Curve.Scale.LOGARITHMIC_Y;
        double greatest = 0;
        for (Curve curve : curves.values()) {
            greatest = Math.max(
                    greatest,
                    Arrays.stream(curve.y()).filter(Double::isFinite).max().orElse(0));
        }
        double least = logarithmic && greatest > 0 ? greatest * LEAST_SHARE : Double.NEGATIVE_INFINITY;
        return new LineChart(
                chart.title(),
                chart.caption()
                        + (logarithmic ? " What is below a hundred-thousandth of the greatest is drawn there." : ""),
                logarithmic ? Axis.linear(chart.x()) : Axis.logarithmic(chart.x()),
                logarithmic ? Axis.logarithmic(chart.y()) : Axis.linear(chart.y()),
                series(curves, least));
    }

    private static List<Series> series(Map<String, Curve> curves, double least) {
        double last = 1;
        for (Curve curve : curves.values()) {
            last = curve.level() ? last : Math.max(last, curve.x()[curve.x().length - 1]);
        }
        List<Series> series = new ArrayList<>();
        for (Map.Entry<String, Curve> named : curves.entrySet()) {
            Curve curve = named.getValue();
            List<Point> points = new ArrayList<>();
            if (curve.level()) {
                points.add(new Point(0, Math.max(least, curve.y()[0])));
                points.add(new Point(last, Math.max(least, curve.y()[0])));
            }
            for (int i = 0; i < curve.x().length; i++) {
                points.add(new Point(curve.x()[i], Math.max(least, curve.y()[i])));
            }
            series.add(new Series(named.getKey(), List.of(new Line(named.getKey(), points))));
        }
        return series;
    }

    private LineChart byColumn() {
        List<Series> series = new ArrayList<>();
        List<String> names = new ArrayList<>();
        result.sources().forEach((name, findings) -> {
            names.clear();
            names.addAll(findings.columns().keySet());
            series.add(new Series(name, List.of(new Line(name, points(findings)))));
        });
        return new LineChart(
                "Wasserstein-1 by column",
                "Distance of each column to the data's, in units of the data's standard deviation. Columns: "
                        + ranges(names) + ".",
                Axis.linear("Column"),
                Axis.linear("Wasserstein-1"),
                series);
    }

    private static List<Point> points(Findings findings) {
        List<Point> points = new ArrayList<>();
        findings.columns().values().forEach(distance -> points.add(new Point(points.size(), distance)));
        return points;
    }

    /** Returns where columns of each kind are, such as "0 to 3 observation, 4 to 5 action, 6 reward". */
    private static String ranges(List<String> names) {
        Map<String, int[]> ranges = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            ranges.computeIfAbsent(names.get(i).split(" ", 2)[0], kind -> new int[] {column, column})[1] = i;
        }
        List<String> words = new ArrayList<>();
        ranges.forEach((kind, range) -> words.add(
                (range[0] == range[1] ? String.valueOf(range[0]) : range[0] + " to " + range[1]) + " " + kind));
        return String.join(", ", words);
    }
}
