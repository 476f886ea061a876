package io.leeway.experiment.summary;

import io.leeway.experiment.artifact.AgentFigures;
import io.leeway.report.NumberStyle;
import io.leeway.report.statistics.scores.Interval;
import io.leeway.report.statistics.scores.Pair;
import io.leeway.report.statistics.scores.PairedComparisons;
import io.leeway.report.statistics.scores.PairedComparisons.Comparison;
import io.leeway.report.statistics.scores.PairedDifference;
import io.leeway.report.statistics.scores.SeededScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The differences between the scores of a run's entries on equal seeds: paired, with Student's intervals, corrected as
 * one family by Holm's rule. Up to four entries each is compared with each, and more with the first.
 */
public final class ScoreDifferences {
    private static final int MOST_PAIRED = 4;
    private static final NumberStyle STYLE = NumberStyle.decimals(1);

    private final PairedComparisons comparisons;

    private ScoreDifferences(PairedComparisons comparisons) {
        this.comparisons = comparisons;
    }

    /**
     * Compares the last evaluations of a run's agents. An entry that was not evaluated, or has a score that is not
     * finite, is left out.
     *
     * @param outcomes of the entries, each with an agent a seed
     * @param seeds in the order of the agents
     */
    public static ScoreDifferences of(List<Outcome> outcomes, List<Long> seeds) {
        List<SeededScores> scores = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            List<Double> known = outcome.agents().stream()
                    .map(ScoreDifferences::score)
                    .filter(score -> score != null && Double.isFinite(score))
                    .map(Objects::requireNonNull)
                    .toList();
            if (known.size() == seeds.size() && !known.isEmpty()) {
                SeededScores.Builder builder = SeededScores.of(outcome.entry());
                for (int i = 0; i < known.size(); i++) {
                    builder.add("", seeds.get(i), known.get(i));
                }
                scores.add(builder.build());
            }
        }
        return new ScoreDifferences(PairedComparisons.of(Pair.among(scores, MOST_PAIRED).stream()
                .map(pair -> PairedDifference.of(pair.variant(), pair.baseline()))
                .toList()));
    }

    private static @Nullable Double score(AgentFigures figures) {
        return figures.normalizedScore() == null ? figures.undiscountedReturn() : figures.normalizedScore();
    }

    /** Returns them for a reader, a line each under a heading; nothing where there are fewer than two seeds. */
    public List<String> lines() {
        if (comparisons.tested() == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("Differences on equal seeds, with 95 % intervals (Student's"
                + (comparisons.tested() == 1 ? "):" : ", by Holm's rule for " + comparisons.tested() + "):"));
        comparisons.comparisons().forEach(comparison -> lines.add("  " + line(comparison)));
        return lines;
    }

    private static String line(Comparison comparison) {
        Interval interval = comparison.corrected();
        String value = STYLE.value(comparison.difference().difference());
        return comparison.name() + ": " + value
                + (interval == null
                        ? ""
                        : " [" + STYLE.value(interval.low()) + ", " + STYLE.value(interval.high()) + "]")
                + ", " + comparison.verdict().words();
    }

    /** Returns them for a script. */
    public List<Map<String, Object>> tree() {
        List<Map<String, Object>> trees = new ArrayList<>();
        for (Comparison comparison : comparisons.comparisons()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("experience", comparison.difference().variant());
            tree.put("baseline", comparison.difference().baseline());
            tree.put("pairs", comparison.difference().pairs());
            tree.put("difference", comparison.difference().difference());
            Interval interval = comparison.corrected();
            if (interval != null) {
                tree.put("low", interval.low());
                tree.put("high", interval.high());
                tree.put("adjusted_p", comparison.adjustedPValue());
            }
            tree.put("verdict", comparison.verdict().words());
            trees.add(tree);
        }
        return trees;
    }
}
