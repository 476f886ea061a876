package io.leeway.experiment.sweep.report;

import io.leeway.report.statistics.Moments;
import io.leeway.report.statistics.scores.Aggregates;
import io.leeway.report.statistics.scores.Estimate;
import io.leeway.report.statistics.scores.Pair;
import io.leeway.report.statistics.scores.PairedComparisons;
import io.leeway.report.statistics.scores.PairedDifference;
import io.leeway.report.statistics.scores.SeededScores;
import io.leeway.report.statistics.scores.StratifiedBootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the scores of a sweep's variants come to over some tasks. */
final class ScopeStatistics {
    /** The score that an expert has: the optimality gap is what runs lack of it. */
    static final double WANTED = 100;

    private final Scope scope;
    private final boolean normalized;
    private final Map<Variant, SeededScores> scores = new LinkedHashMap<>();
    private final Map<Variant, Aggregate> aggregates = new LinkedHashMap<>();
    private final List<Improvement> improvements = new ArrayList<>();
    private final PairedComparisons comparisons;
    private final List<String> refusals = new ArrayList<>();

    /**
     * The aggregates of a variant.
     *
     * @param runs how many scores there are
     * @param fewestSeeds the least number of seeds of a task
     * @param tasks on how many tasks it has scores
     * @param mean the mean of the tasks' means
     * @param standardError of the mean, its runs taken as independent; NaN where a task has one seed
     * @param interquartileMean of all runs
     * @param median of the tasks' means
     * @param optimalityGap below {@link #WANTED}; null where scores are not normalised
     */
    record Aggregate(
            int runs,
            int fewestSeeds,
            int tasks,
            Estimate mean,
            double standardError,
            Estimate interquartileMean,
            Estimate median,
            @Nullable Estimate optimalityGap) {}

    /**
     * The probability that a run of one variant is better than a run of another.
     *
     * @param variant the one
     * @param baseline the other
     * @param probability with its interval; null where they have no task in common
     */
    record Improvement(
            Variant variant, Variant baseline, @Nullable Estimate probability) {}

    ScopeStatistics(Agents agents, Scope scope, Baselines baselines, StratifiedBootstrap bootstrap) {
        this.scope = scope;
        this.normalized = agents.normalized();
        for (Variant variant : agents.variants()) {
            gather(variant, agents.of(variant, scope.tasks()));
        }
        scores.forEach((variant, of) -> aggregates.put(variant, aggregate(of, bootstrap)));
        List<PairedDifference> differences = new ArrayList<>();
        for (Pair<Variant> pair : baselines.pairs(List.copyOf(scores.keySet()))) {
            SeededScores of = Objects.requireNonNull(scores.get(pair.variant()));
            SeededScores against = Objects.requireNonNull(scores.get(pair.baseline()));
            PairedDifference difference = PairedDifference.of(of, against);
            differences.add(difference);
            improvements.add(new Improvement(
                    pair.variant(),
                    pair.baseline(),
                    difference.tasks() == 0 ? null : bootstrap.improvement(of, against)));
        }
        comparisons = PairedComparisons.of(differences);
    }

    /** Takes the scores of a variant, all of which must be finite: without the bad ones it would look too good. */
    private void gather(Variant variant, List<Agent> agents) {
        SeededScores.Builder builder = SeededScores.of(variant.name());
        boolean any = false;
        for (Agent agent : agents) {
            if (agent.result().score() != null) {
                try {
                    builder.add(agent.task(), agent.job().seed(), agent.score());
                } catch (IllegalArgumentException e) {
                    refusals.add(e.getMessage() + ": nothing is worked out of this variant's scores.");
                    return;
                }
                any = true;
            }
        }
        if (any) {
            scores.put(variant, builder.build());
        }
    }

    private Aggregate aggregate(SeededScores of, StratifiedBootstrap bootstrap) {
        List<ToDoubleFunction<double[][]>> figures = List.of(
                Aggregates::mean,
                Aggregates::interquartileMean,
                Aggregates::median,
                given -> Aggregates.optimalityGap(given, WANTED));
        List<Estimate> estimates = bootstrap.estimates(of, figures);
        double variance = 0;
        for (double[] task : of.matrix()) {
            double error = Moments.of(task).standardError();
            variance += error * error;
        }
        return new Aggregate(
                of.count(),
                of.fewestSeeds(),
                of.tasks().size(),
                estimates.get(0),
                Math.sqrt(variance) / of.tasks().size(),
                estimates.get(1),
                estimates.get(2),
                normalized ? estimates.get(3) : null);
    }

    /** Returns the tasks. */
    Scope scope() {
        return scope;
    }

    /** Returns the scores of the variants that have some. */
    Map<Variant, SeededScores> scores() {
        return scores;
    }

    /** Returns the aggregates of the variants that have scores. */
    Map<Variant, Aggregate> aggregates() {
        return aggregates;
    }

    /** Returns the paired differences, corrected as one family. */
    PairedComparisons comparisons() {
        return comparisons;
    }

    /** Returns the probabilities of improvement of the same pairs, in the same order. */
    List<Improvement> improvements() {
        return improvements;
    }

    /** Returns why variants were left out, in sentences. */
    List<String> refusals() {
        return refusals;
    }
}
