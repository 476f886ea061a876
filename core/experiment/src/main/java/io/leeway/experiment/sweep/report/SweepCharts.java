package io.leeway.experiment.sweep.report;

import io.leeway.experiment.sweep.report.ScopeStatistics.Aggregate;
import io.leeway.experiment.sweep.results.EntryResult.Evaluation;
import io.leeway.report.BandChart;
import io.leeway.report.BandChart.Band;
import io.leeway.report.Chart;
import io.leeway.report.ForestPlot;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.ScatterChart;
import io.leeway.report.ScatterChart.Mark;
import io.leeway.report.statistics.scores.Estimate;
import io.leeway.report.statistics.scores.PairedComparisons.Comparison;
import io.leeway.report.statistics.scores.SeededScores;
import io.leeway.report.statistics.scores.StratifiedBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The charts of a sweep's report. */
final class SweepCharts {
    /** Up to as many variants are drawn in a chart: more cannot be told apart. */
    static final int MOST_DRAWN = 8;

    private static final int MOST_LINES = 30;
    private static final int MOST_TASKS = 6;
    private static final int THRESHOLDS = 101;

    private final Agents agents;
    private final List<ScopeStatistics> statistics;
    private final List<Variant> drawn;

    SweepCharts(Agents agents, List<ScopeStatistics> statistics) {
        this.agents = agents;
        this.statistics = statistics;
        this.drawn = drawn();
    }

    /** Returns the first variant and those with the best interquartile means, in the order of the sweep. */
    private List<Variant> drawn() {
        if (statistics.isEmpty() || agents.variants().size() <= MOST_DRAWN) {
            return agents.variants();
        }
        Map<Variant, Aggregate> aggregates = statistics.get(0).aggregates();
        Set<Variant> chosen = new HashSet<>(agents.variants().subList(0, 1));
        agents.variants().stream()
                .filter(aggregates::containsKey)
                .sorted(Comparator.comparingDouble(variant -> -value(aggregates, variant)))
                .limit(MOST_DRAWN - 1L)
                .forEach(chosen::add);
        return agents.variants().stream().filter(chosen::contains).toList();
    }

    private static double value(Map<Variant, Aggregate> aggregates, Variant variant) {
        Aggregate aggregate = aggregates.get(variant);
        return aggregate == null
                ? Double.NEGATIVE_INFINITY
                : aggregate.interquartileMean().value();
    }

    /** Returns the variants that charts and maps show. */
    List<Variant> shown() {
        return drawn;
    }

    private String cut() {
        int all = agents.variants().size();
        return drawn.size() == all
                ? ""
                : " Drawn are the first variant and those with the best interquartile means, " + drawn.size() + " of "
                        + all + ".";
    }

    private String score() {
        return agents.normalized() ? "Normalised score" : "Return";
    }

    /** Returns a forest plot of each scope's differences. */
    List<Chart> forests() {
        List<Chart> charts = new ArrayList<>();
        for (ScopeStatistics of : statistics.subList(0, Math.min(statistics.size(), MOST_TASKS + 1))) {
            List<Comparison> tested = of.comparisons().comparisons().stream()
                    .filter(comparison -> comparison.corrected() != null)
                    .sorted(Comparator.comparingDouble(Comparison::pValue))
                    .limit(MOST_LINES)
                    .toList();
            List<Comparison> ordered = of.comparisons().comparisons().stream()
                    .filter(tested::contains)
                    .toList();
            if (!ordered.isEmpty()) {
                boolean one = ordered.stream()
                                .map(comparison -> comparison.difference().baseline())
                                .distinct()
                                .count()
                        == 1;
                String from = one ? " from " + ordered.get(0).difference().baseline() : "";
                charts.add(new ForestPlot(
                        "Differences" + from + ": " + of.scope().name(),
                        "Mean differences on equal seeds, " + of.comparisons().tested()
                                + " of them corrected as one family by Holm's rule. Filled: the interval excludes zero."
                                + " Hollow: no difference is shown."
                                + (of.comparisons().tested() > MOST_LINES
                                        ? " Drawn are the " + MOST_LINES + " with the least p-values."
                                        : ""),
                        "Difference of " + (agents.normalized() ? "normalised scores" : "returns"),
                        ordered.stream()
                                .map(comparison -> new ForestPlot.Line(
                                        one ? comparison.difference().variant() : comparison.name(),
                                        comparison.difference().difference(),
                                        SweepTables.low(comparison),
                                        SweepTables.high(comparison)))
                                .toList()));
            }
        }
        return charts;
    }

    /** Returns the performance profiles of the first scope, or nothing where there are no scores. */
    List<Chart> profiles(StratifiedBootstrap bootstrap) {
        if (statistics.isEmpty()) {
            return List.of();
        }
        ScopeStatistics of = statistics.get(0);
        double[] all = of.scores().values().stream()
                .flatMap(scores -> Arrays.stream(scores.matrix()))
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        if (all.length < 2 || all[0] == all[all.length - 1]) {
            return List.of();
        }
        double[] thresholds = new double[THRESHOLDS];
        double room = (all[all.length - 1] - all[0]) / 50;
        for (int index = 0; index < THRESHOLDS; index++) {
            thresholds[index] = all[0] - room + (all[all.length - 1] - all[0] + 2 * room) * index / (THRESHOLDS - 1.0);
        }
        List<BandChart.Series> series = new ArrayList<>();
        for (Variant variant : drawn) {
            SeededScores scores = of.scores().get(variant);
            if (scores != null) {
                series.add(
                        new BandChart.Series(variant.name(), bands(thresholds, bootstrap.profile(scores, thresholds))));
            }
        }
        return List.of(new BandChart(
                "Performance profiles: " + of.scope().name(),
                "The share of runs whose score is above a threshold; higher is better. Bands are 95 % intervals of the"
                        + " stratified bootstrap; a variant with one seed on a task has none." + cut(),
                Axis.linear(score()),
                Axis.linear("Share of runs above"),
                series));
    }

    private static List<Band> bands(double[] x, List<Estimate> estimates) {
        List<Band> bands = new ArrayList<>();
        for (int index = 0; index < x.length; index++) {
            Estimate estimate = estimates.get(index);
            bands.add(new Band(x[index], estimate.value(), estimate.low(), estimate.high()));
        }
        return bands;
    }

    /** Returns the learning curves of each task. */
    List<Chart> curves() {
        List<Chart> charts = new ArrayList<>();
        for (String task : agents.tasks().subList(0, Math.min(agents.tasks().size(), MOST_TASKS))) {
            List<BandChart.Series> series = new ArrayList<>();
            for (Variant variant : drawn) {
                List<Band> points = curve(agents.of(variant, List.of(task)));
                if (!points.isEmpty()) {
                    series.add(new BandChart.Series(variant.name(), points));
                }
            }
            if (!series.isEmpty()) {
                charts.add(new BandChart(
                        "Learning curves: " + task,
                        "Means over seeds with Student's 95 % intervals, where all of a variant's runs have a value;"
                                + " with one seed there is no interval." + cut(),
                        Axis.linear("Updates"),
                        Axis.linear(score()),
                        series));
            }
        }
        return charts;
    }

    private static List<Band> curve(List<Agent> members) {
        Set<Long> common = new TreeSet<>();
        List<Map<Long, Double>> lines = new ArrayList<>();
        for (Agent agent : members) {
            Map<Long, Double> line = new TreeMap<>();
            for (Evaluation evaluation : agent.result().curve()) {
                double score = agent.result().task().score(evaluation.undiscountedReturn());
                if (Double.isFinite(score)) {
                    line.put(evaluation.updates(), score);
                }
            }
            if (!line.isEmpty()) {
                common.addAll(line.keySet());
                lines.add(line);
            }
        }
        lines.forEach(line -> common.retainAll(line.keySet()));
        List<Band> points = new ArrayList<>();
        for (long updates : common) {
            Estimate mean = Estimate.ofMean(lines.stream()
                    .mapToDouble(line -> line.getOrDefault(updates, Double.NaN))
                    .toArray());
            points.add(new Band(updates, mean.value(), mean.low(), mean.high()));
        }
        return points;
    }

    /** Returns what scores and true dynamics cost, where a cost is known. */
    List<Chart> costs() {
        if (statistics.isEmpty()) {
            return List.of();
        }
        ScopeStatistics of = statistics.get(0);
        Map<Variant, List<Agent>> members = new LinkedHashMap<>();
        drawn.forEach(
                variant -> members.put(variant, agents.of(variant, of.scope().tasks())));
        boolean counted = members.values().stream()
                .anyMatch(agents -> !Double.isNaN(Means.figure(agents, "network_evaluations")));
        List<Mark> scores = new ArrayList<>();
        List<Mark> errors = new ArrayList<>();
        members.forEach((variant, agents) -> {
            double cost = counted ? Means.figure(agents, "network_evaluations") : Means.timing(agents, "seconds");
            Aggregate aggregate = of.aggregates().get(variant);
            if (Double.isFinite(cost) && aggregate != null) {
                Estimate estimate = aggregate.interquartileMean();
                scores.add(new Mark(variant.name(), cost, estimate.value(), estimate.low(), estimate.high()));
            }
            double error = Means.figure(agents, "dynamics_error");
            if (Double.isFinite(cost) && Double.isFinite(error)) {
                errors.add(new Mark(variant.name(), cost, error, Double.NaN, Double.NaN));
            }
        });
        Axis cost = Axis.linear(counted ? "Network evaluations a trajectory" : "Seconds of training an agent");
        List<Chart> charts = new ArrayList<>();
        if (!scores.isEmpty()) {
            charts.add(new ScatterChart(
                    "Score against cost: " + of.scope().name(),
                    "Interquartile means with their bootstrapped 95 % intervals. "
                            + (counted ? "Variants that generate nothing have no cost and are left out." : "") + cut(),
                    cost,
                    Axis.linear(score() + ", IQM"),
                    scores));
        }
        if (!errors.isEmpty()) {
            charts.add(new ScatterChart(
                    "Dynamics error against cost: " + of.scope().name(),
                    "Means over runs; lower is better." + cut(),
                    cost,
                    Axis.logarithmic("Dynamics error"),
                    errors));
        }
        return charts;
    }
}
