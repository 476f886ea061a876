package io.leeway.experiment.sweep.report;

import io.leeway.experiment.sweep.report.ScopeStatistics.Aggregate;
import io.leeway.experiment.sweep.report.ScopeStatistics.Improvement;
import io.leeway.experiment.sweep.results.JobResult;
import io.leeway.experiment.sweep.results.SweepAxis;
import io.leeway.experiment.sweep.results.SweepAxis.Role;
import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.report.DataTable;
import io.leeway.report.DataTable.Figure;
import io.leeway.report.DataTable.Label;
import io.leeway.report.DataTable.Row;
import io.leeway.report.NumberStyle;
import io.leeway.report.ResultTable.Better;
import io.leeway.report.ResultTable.Column;
import io.leeway.report.statistics.scores.Estimate;
import io.leeway.report.statistics.scores.PairedComparisons.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of a sweep's report. */
final class SweepTables {
    private static final NumberStyle SCORE = NumberStyle.decimals(1);
    private static final NumberStyle PROBABILITY = NumberStyle.significant(2);
    private static final String NORMALIZED = "normalized_score";

    private final SweepResults results;
    private final Agents agents;
    private final List<ScopeStatistics> statistics;

    SweepTables(SweepResults results, Agents agents, List<ScopeStatistics> statistics) {
        this.results = results;
        this.agents = agents;
        this.statistics = statistics;
    }

    /** Returns the table of the variants: a row for each and for each scope. */
    DataTable variants() {
        List<SweepAxis> axes = results.axes().stream()
                .filter(axis -> axis.role() == Role.VARIANT)
                .toList();
        List<String> figures = figures(false);
        List<Row> rows = new ArrayList<>();
        for (ScopeStatistics of : statistics) {
            for (Variant variant : agents.variants()) {
                List<Agent> members = agents.of(variant, of.scope().tasks());
                if (!members.isEmpty()) {
                    rows.add(row(variant, of, axes, figures, members));
                }
            }
        }
        List<Label> labels = new ArrayList<>();
        labels.add(new Label(
                "Task",
                true,
                false,
                statistics.isEmpty() ? null : statistics.get(0).scope().name()));
        labels.add(Label.implied("Experience"));
        axes.forEach(axis -> labels.add(Label.implied(agents.shortened(axis.name()))));
        return new DataTable("Results", caption(), "Variant", true, labels, variantColumns(figures), rows);
    }

    private List<Column> variantColumns(List<String> figures) {
        List<Column> columns = new ArrayList<>();
        columns.add(FigureColumns.score(agents.normalized()));
        columns.add(Column.of("IQM", null, SCORE, Better.HIGHER, "Interquartile mean of all runs, with its interval"));
        columns.add(Column.of("Median", null, SCORE, Better.HIGHER, "Median of the tasks' means, with its interval"));
        if (agents.normalized()) {
            columns.add(Column.of(
                    "Optimality gap",
                    null,
                    SCORE,
                    Better.LOWER,
                    "What runs lack of a score of 100, with its interval"));
        }
        columns.add(Column.of(
                "Last " + Agent.LAST,
                null,
                SCORE,
                Better.HIGHER,
                "Mean of the last " + Agent.LAST + " evaluations of each run; scores swing between evaluations"));
        columns.add(Column.of("Runs", null, NumberStyle.whole(), Better.NEITHER, "How many agents were trained"));
        figures.forEach(figure -> columns.add(FigureColumns.of(figure, false)));
        return columns;
    }

    private Row row(
            Variant variant, ScopeStatistics of, List<SweepAxis> axes, List<String> figures, List<Agent> members) {
        List<String> texts = new ArrayList<>(List.of(of.scope().name(), variant.entry()));
        axes.forEach(axis -> texts.add(variant.point().getOrDefault(axis.name(), "")));
        Aggregate aggregate = of.aggregates().get(variant);
        List<Figure> cells = new ArrayList<>();
        cells.add(
                aggregate == null
                        ? Figure.of(Double.NaN)
                        : Figure.of(aggregate.mean().value(), aggregate.standardError()));
        cells.add(figure(aggregate == null ? null : aggregate.interquartileMean()));
        cells.add(figure(aggregate == null ? null : aggregate.median()));
        if (agents.normalized()) {
            cells.add(figure(aggregate == null ? null : aggregate.optimalityGap()));
        }
        cells.add(Figure.of(Means.over(members, Agent::lastScores)));
        cells.add(Figure.of(members.size()));
        figures.forEach(figure -> cells.add(Figure.of(Means.figure(members, figure))));
        return new Row(variant.name(), texts, cells);
    }

    private static Figure figure(@Nullable Estimate estimate) {
        return estimate == null
                ? Figure.of(Double.NaN)
                : Figure.within(estimate.value(), estimate.low(), estimate.high());
    }

    /** Returns the table of the paired differences of all scopes. */
    DataTable differences() {
        List<Row> rows = new ArrayList<>();
        for (ScopeStatistics of : statistics) {
            for (int index = 0; index < of.improvements().size(); index++) {
                Comparison comparison = of.comparisons().comparisons().get(index);
                Improvement improvement = of.improvements().get(index);
                Estimate probability = improvement.probability();
                rows.add(new Row(
                        comparison.name(),
                        List.of(of.scope().name(), comparison.verdict().words()),
                        List.of(
                                Figure.within(comparison.difference().difference(), low(comparison), high(comparison)),
                                Figure.of(comparison.pValue()),
                                Figure.of(comparison.adjustedPValue()),
                                Figure.of(comparison.difference().pairs()),
                                figure(probability))));
            }
        }
        String first = statistics.isEmpty() ? null : statistics.get(0).scope().name();
        return new DataTable(
                "Differences in numbers",
                "Mean differences on equal seeds, with Student's intervals at the levels of Holm's correction over all"
                        + " differences of a task. Where an interval includes zero, no difference is shown, which does"
                        + " not show that there is none.",
                "Difference",
                false,
                List.of(new Label("Task", true, false, first), Label.few("Verdict")),
                List.of(
                        Column.of(
                                "Difference",
                                null,
                                SCORE,
                                Better.NEITHER,
                                "Mean over seeds, with its corrected interval"),
                        Column.of(
                                "p",
                                null,
                                PROBABILITY,
                                Better.NEITHER,
                                "Student's paired test, two-sided, uncorrected"),
                        Column.of("p (Holm)", null, PROBABILITY, Better.NEITHER, "The same after Holm's correction"),
                        Column.of("Pairs", null, NumberStyle.whole(), Better.NEITHER, "Seeds that both have"),
                        Column.of(
                                "P(improvement)",
                                null,
                                NumberStyle.decimals(2),
                                Better.NEITHER,
                                "The probability that a run of the first is better than one of the second on the same"
                                        + " task, with its bootstrapped 95 % interval")),
                rows);
    }

    static double low(Comparison comparison) {
        return comparison.corrected() == null
                ? Double.NaN
                : comparison.corrected().low();
    }

    static double high(Comparison comparison) {
        return comparison.corrected() == null
                ? Double.NaN
                : comparison.corrected().high();
    }

    /** Returns the table of all jobs: a row for each and for each entry of its experience. */
    DataTable jobs() {
        List<String> figures = figures(false);
        List<String> timings = figures(true);
        List<Row> rows = new ArrayList<>();
        for (JobResult job : results.jobs()) {
            List<Agent> members = agents.of(job);
            if (members.isEmpty()) {
                rows.add(row(job, null, figures, timings));
            }
            members.forEach(agent -> rows.add(row(job, agent, figures, timings)));
        }
        List<Label> labels = new ArrayList<>();
        labels.add(Label.few("Status"));
        labels.add(Label.few("Task"));
        labels.add(Label.few("Experience"));
        results.axes().forEach(axis -> labels.add(Label.few(agents.shortened(axis.name()))));
        labels.add(Label.few("Seed"));
        labels.add(new Label("Error", false, false, null));
        List<Column> columns = new ArrayList<>(List.of(FigureColumns.score(agents.normalized())));
        figures.forEach(figure -> columns.add(FigureColumns.of(figure, false)));
        timings.forEach(figure -> columns.add(FigureColumns.of(figure, true)));
        return new DataTable("Jobs", "", "Job", false, labels, columns, rows);
    }

    private Row row(JobResult job, @Nullable Agent agent, List<String> figures, List<String> timings) {
        List<String> texts = new ArrayList<>();
        texts.add(job.status().name().toLowerCase(Locale.ROOT));
        texts.add(agent == null ? "" : agent.task());
        texts.add(agent == null ? "" : agent.result().entry());
        results.axes().forEach(axis -> texts.add(job.point().getOrDefault(axis.name(), "")));
        texts.add(Long.toString(job.seed()));
        texts.add(job.error() == null ? "" : job.error());
        List<Figure> cells = new ArrayList<>();
        cells.add(Figure.of(agent == null ? Double.NaN : agent.score()));
        for (String figure : figures) {
            cells.add(Figure.of(agent == null ? Double.NaN : Means.figure(List.of(agent), figure)));
        }
        for (String figure : timings) {
            cells.add(Figure.of(agent == null ? Double.NaN : Means.timing(List.of(agent), figure)));
        }
        return new Row(job.id(), texts, cells);
    }

    /** Returns the names of all figures but the score, in the order in which they come first. */
    private List<String> figures(boolean timings) {
        Set<String> names = new LinkedHashSet<>();
        agents.all()
                .forEach(agent -> names.addAll(
                        timings
                                ? agent.result().timings().keySet()
                                : agent.result().figures().keySet()));
        names.remove(NORMALIZED);
        return List.copyOf(names);
    }

    private String caption() {
        boolean single = statistics.stream()
                .flatMap(of -> of.aggregates().values().stream())
                .allMatch(aggregate -> aggregate.fewestSeeds() == 1);
        return single
                ? "One seed: there are no standard errors and no intervals, and no difference can be shown."
                : "Scores are means ± standard errors over seeds and tasks; brackets are 95 % intervals of the"
                        + " stratified bootstrap, which at few seeds are too narrow: differences are judged below."
                        + " Where a task has one seed there is no interval.";
    }
}
