package io.leeway.experiment.sweep.report;

import io.leeway.experiment.sweep.report.ScopeStatistics.Aggregate;
import io.leeway.experiment.sweep.results.JobResult;
import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.report.statistics.Distribution;
import io.leeway.report.statistics.scores.Estimate;
import io.leeway.report.statistics.scores.PairedComparisons.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results of a sweep as {@code results.json} has them. What is not finite is null. */
final class SweepJson {
    private final SweepResults results;
    private final Agents agents;
    private final List<ScopeStatistics> statistics;

    SweepJson(SweepResults results, Agents agents, List<ScopeStatistics> statistics) {
        this.results = results;
        this.agents = agents;
        this.statistics = statistics;
    }

    Map<String, @Nullable Object> tree(int repetitions, List<String> notes) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", results.name());
        tree.put("score", agents.normalized() ? "normalized_score" : "return");
        tree.put("bootstrap_repetitions", repetitions);
        tree.put("notes", notes);
        List<Object> axes = new ArrayList<>();
        results.axes()
                .forEach(axis -> axes.add(Map.of(
                        "name",
                        axis.name(),
                        "values",
                        axis.values(),
                        "role",
                        axis.role().name().toLowerCase(Locale.ROOT))));
        tree.put("axes", axes);
        tree.put("baseline", results.baseline());
        tree.put("tasks", agents.tasks());
        tree.put("variants", variants());
        tree.put("differences", differences());
        tree.put("jobs", results.jobs().stream().map(this::job).toList());
        return tree;
    }

    private List<Object> variants() {
        List<Object> variants = new ArrayList<>();
        for (ScopeStatistics of : statistics) {
            of.aggregates().forEach((variant, aggregate) -> {
                Map<String, @Nullable Object> tree = new LinkedHashMap<>();
                tree.put("variant", variant.name());
                tree.put("experience", variant.entry());
                tree.put("point", variant.point());
                tree.put("task", of.scope().name());
                put(tree, aggregate);
                variants.add(tree);
            });
        }
        return variants;
    }

    private static void put(Map<String, @Nullable Object> tree, Aggregate aggregate) {
        tree.put("runs", aggregate.runs());
        tree.put("fewest_seeds", aggregate.fewestSeeds());
        tree.put("mean", tree(aggregate.mean()));
        tree.put("standard_error", Distribution.finite(aggregate.standardError()));
        tree.put("interquartile_mean", tree(aggregate.interquartileMean()));
        tree.put("median", tree(aggregate.median()));
        tree.put("optimality_gap", tree(aggregate.optimalityGap()));
    }

    private static @Nullable Object tree(@Nullable Estimate estimate) {
        if (estimate == null) {
            return null;
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("value", Distribution.finite(estimate.value()));
        tree.put("low", Distribution.finite(estimate.low()));
        tree.put("high", Distribution.finite(estimate.high()));
        if (estimate.reason() != null) {
            tree.put("no_interval", estimate.reason());
        }
        return tree;
    }

    private List<Object> differences() {
        List<Object> differences = new ArrayList<>();
        for (ScopeStatistics of : statistics) {
            for (int index = 0; index < of.improvements().size(); index++) {
                Comparison comparison = of.comparisons().comparisons().get(index);
                Map<String, @Nullable Object> tree = new LinkedHashMap<>();
                tree.put("variant", comparison.difference().variant());
                tree.put("baseline", comparison.difference().baseline());
                tree.put("task", of.scope().name());
                tree.put("pairs", comparison.difference().pairs());
                tree.put("unpaired_seeds", comparison.difference().unpaired());
                tree.put(
                        "difference",
                        Distribution.finite(comparison.difference().difference()));
                tree.put(
                        "standard_error",
                        Distribution.finite(comparison.difference().standardError()));
                tree.put("low", Distribution.finite(SweepTables.low(comparison)));
                tree.put("high", Distribution.finite(SweepTables.high(comparison)));
                tree.put("p", Distribution.finite(comparison.pValue()));
                tree.put("adjusted_p", Distribution.finite(comparison.adjustedPValue()));
                tree.put("family", of.comparisons().tested());
                tree.put("verdict", comparison.verdict().words());
                tree.put(
                        "probability_of_improvement",
                        tree(of.improvements().get(index).probability()));
                differences.add(tree);
            }
        }
        return differences;
    }

    private Map<String, @Nullable Object> job(JobResult job) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", job.id());
        tree.put("point", job.point());
        tree.put("seed", job.seed());
        tree.put("status", job.status().name().toLowerCase(Locale.ROOT));
        if (job.error() != null) {
            tree.put("error", job.error());
        }
        tree.put("entries", agents.of(job).stream().map(SweepJson::entry).toList());
        return tree;
    }

    private static Map<String, @Nullable Object> entry(Agent agent) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("experience", agent.result().entry());
        tree.put("variant", agent.variant().name());
        tree.put("artifact", agent.result().artifact());
        tree.put("task", agent.task());
        tree.put("environment", agent.result().task().environment());
        tree.put("dataset", agent.result().task().dataset());
        tree.put("score", Distribution.finite(agent.score()));
        tree.put("last_scores", Distribution.finite(agent.lastScores()));
        tree.put("figures", finite(agent.result().figures()));
        tree.put("timings", finite(agent.result().timings()));
        if (agent.result().folder() != null) {
            tree.put("folder", agent.result().folder().toString());
        }
        return tree;
    }

    private static Map<String, @Nullable Object> finite(Map<String, Double> figures) {
        Map<String, @Nullable Object> finite = new LinkedHashMap<>();
        figures.forEach((name, value) -> finite.put(name, Distribution.finite(value)));
        return finite;
    }
}
