package io.leeway.experiment.summary;

import io.leeway.experiment.artifact.DynamicsArtifact.Facts;
import io.leeway.experiment.dynamics.ColumnQuality;
import io.leeway.experiment.dynamics.DynamicsQuality;
import io.leeway.experiment.dynamics.StepErrors;
import io.leeway.report.Cell;
import io.leeway.report.Charts;
import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.LineChart.Line;
import io.leeway.report.LineChart.Series;
import io.leeway.report.NumberStyle;
import io.leeway.report.Point;
import io.leeway.report.ResultTable;
import io.leeway.report.ResultTable.Better;
import io.leeway.report.ResultTable.Column;
import io.leeway.report.ResultTable.Row;
import io.leeway.report.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How good a run's models of the dynamics are on what was held out: by column, over all, and step by step.
 *
 * @param facts of each seed's model
 */
public record DynamicsSummary(Map<Long, Facts> facts) {
    private static final String CONSTANT = "the column does not vary in the data";
    private static final int MOST_COLUMNS = 40;

    /** Sorts the seeds. */
    public DynamicsSummary {
        facts = new TreeMap<>(facts);
    }

    /** Returns what the page of a run shows of them; nothing where nothing was held out. */
    public List<Section> sections() {
        return measured() ? List.of(table(), new Charts("Dynamics model, step by step", List.of(chart()))) : List.of();
    }

    /** Returns whether there is anything to show. */
    public boolean measured() {
        return !qualities().isEmpty();
    }

    /** Returns what each model learned from and was measured on, in a sentence each. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        facts.forEach((seed, of) -> notes.add("Transitions of seed " + seed + ": " + of.trainingRows()
                + " to train the dynamics model, " + of.heldOutRows() + " held out (" + of.heldOutRule() + ")."));
        return notes;
    }

    private List<DynamicsQuality> qualities() {
        return values(Facts::quality);
    }

    private <T> List<T> values(Function<Facts, @Nullable T> figure) {
        List<T> values = new ArrayList<>();
        for (Facts of : facts.values()) {
            T value = figure.apply(of);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** Returns the table of the errors by column; of the worst ones where there are many. */
    public ResultTable table() {
        List<DynamicsQuality> qualities = qualities();
        int width = qualities.get(0).columns().size();
        List<Integer> columns = IntStream.range(0, width)
                .boxed()
                .sorted(Comparator.comparing(column -> -mean(qualities, column, ColumnQuality::error)))
                .limit(MOST_COLUMNS)
                .sorted()
                .toList();
        List<Row> rows = new ArrayList<>();
        columns.forEach(column -> rows.add(row(qualities, column)));
        rows.add(new Row(
                "all",
                List.of(
                        figure(qualities, "held_out_error"),
                        Cell.missing("it is a column's"),
                        figure(qualities, "coverage_50"),
                        figure(qualities, "coverage_90"))));
        return new ResultTable("Dynamics model", caption(width > MOST_COLUMNS), "Column", headings(), rows);
    }

    private static double mean(List<DynamicsQuality> qualities, int column, ToDoubleFunction<ColumnQuality> figure) {
        return qualities.stream()
                .mapToDouble(quality -> figure.applyAsDouble(quality.columns().get(column)))
                .average()
                .orElse(0);
    }

    private static Row row(List<DynamicsQuality> qualities, int column) {
        ColumnQuality first = qualities.get(0).columns().get(column);
        return new Row(
                first.column(),
                List.of(
                        cell(qualities, column, ColumnQuality::error),
                        cell(qualities, column, ColumnQuality::unchanged),
                        cell(qualities, column, ColumnQuality::coverage50),
                        cell(qualities, column, ColumnQuality::coverage90)));
    }

    private static Cell cell(List<DynamicsQuality> qualities, int column, ToDoubleFunction<ColumnQuality> figure) {
        double[] values = qualities.stream()
                .map(quality -> quality.columns().get(column))
                .filter(ColumnQuality::varies)
                .mapToDouble(figure)
                .toArray();
        return values.length == 0 ? Cell.missing(CONSTANT) : mean(values);
    }

    private static Cell figure(List<DynamicsQuality> qualities, String name) {
        double[] values = qualities.stream()
                .map(quality -> quality.figures().get(name))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return values.length == 0 ? Cell.missing("no column varies in the data") : mean(values);
    }

    /** Returns the mean; of one seed without a word on its standard error, of which the caption speaks. */
    private static Cell mean(double[] values) {
        return values.length == 1 ? Cell.of(values[0]) : Cell.mean(values);
    }

    private String caption(boolean cut) {
        int seeds = qualities().size();
        return "On transitions that were held out. "
                + (cut ? "The " + MOST_COLUMNS + " columns with the largest errors. " : "")
                + (seeds == 1
                        ? "One seed: there is no standard error."
                        : "Mean ± standard error over " + seeds + " seeds.");
    }

    private static List<Column> headings() {
        return List.of(
                Column.of(
                        "Error",
                        null,
                        NumberStyle.significant(3),
                        Better.LOWER,
                        "Mean squared error of the members' mean, in units of the data's variance; of all: the mean"
                                + " over an observation's columns"),
                Column.of(
                        "Unchanged",
                        null,
                        NumberStyle.significant(3),
                        Better.NEITHER,
                        "The error of predicting no change, or the data's mean reward: a model must be better"),
                Column.of(
                        "Within 50 %",
                        null,
                        NumberStyle.decimals(3),
                        Better.NEITHER,
                        "The share of truths within the model's 50 % interval: 0.5 where it is calibrated, more where"
                                + " it is less sure than it could be"),
                Column.of(
                        "Within 90 %",
                        null,
                        NumberStyle.decimals(3),
                        Better.NEITHER,
                        "The share of truths within the model's 90 % interval: 0.9 where it is calibrated"));
    }

    /** Returns the chart of the errors of rollouts over real actions. */
    public LineChart chart() {
        List<StepErrors> steps = values(Facts::steps);
        int starts = steps.get(0).starts();
        int left = steps.stream()
                .mapToInt(of -> of.left().get(of.left().size() - 1))
                .sum();
        String cut = left == 0 ? "" : " " + left + " of all rollouts left the data and were cut.";
        return new LineChart(
                "Error of the dynamics model by step",
                "From " + starts + " held-out states the model goes on from its own predictions, over the actions that"
                        + " were really taken; root mean square over the observation's columns." + cut,
                Axis.linear("Step"),
                Axis.linear("Error, in standard deviations of the data"),
                List.of(
                        series("model", StepErrors::errors),
                        series("no change", StepErrors::unchanged),
                        series(
                                "deviation of the data",
                                of -> of.unchanged().stream().map(error -> 1.0).toList())));
    }

    private Series series(String name, Function<StepErrors, List<Double>> errors) {
        List<Line> lines = new ArrayList<>();
        facts.forEach((seed, of) -> {
            StepErrors steps = of.steps();
            if (steps != null) {
                List<Double> values = errors.apply(steps);
                lines.add(new Line(
                        "seed " + seed,
                        IntStream.range(0, values.size())
                                .mapToObj(step -> new Point(step + 1, values.get(step)))
                                .toList()));
            }
        });
        return new Series(name, lines);
    }
}
