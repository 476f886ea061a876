package io.leeway.report.statistics.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A family of paired differences, corrected for their number by Holm's step-down rule (1979), so that the probability
 * of calling any difference that is none is at most 5 %.
 *
 * @param comparisons in the order in which the differences were given
 * @param tested how many of them have an interval, and so are of the family
 */
public record PairedComparisons(List<Comparison> comparisons, int tested) {
    private static final double LEVEL = 0.05;

    /** What a comparison came to. */
    public enum Verdict {
        /** The corrected interval lies above zero. */
        HIGHER("higher"),
        /** The corrected interval lies below zero. */
        LOWER("lower"),
        /** The corrected interval includes zero: no difference is shown, which does not show that there is none. */
        NONE("no difference shown"),
        /** There are fewer than two pairs, so that nothing can be said. */
        UNTESTED("too few pairs");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** Returns what a reader is told. */
        public String words() {
            return words;
        }
    }

    /**
     * A difference with its correction.
     *
     * @param difference the difference
     * @param pValue of Student's paired test; NaN where there is none
     * @param adjustedPValue by Holm's rule; NaN where there is none
     * @param interval of 95 % for this difference alone, or null
     * @param corrected the interval at the level of the difference's step in Holm's rule, or null; it excludes zero if
     *     and only if the adjusted p-value is at most 0.05. A difference that is not shown has the level of the first
     *     step that failed.
     * @param verdict what it came to
     */
    public record Comparison(
            PairedDifference difference,
            double pValue,
            double adjustedPValue,
            @Nullable Interval interval,
            @Nullable Interval corrected,
            Verdict verdict) {
        /** Returns what is compared, such as "guided − real". */
        public String name() {
            return difference.variant() + " − " + difference.baseline();
        }
    }

    /** Copies the list. */
    public PairedComparisons {
        comparisons = List.copyOf(comparisons);
    }

    /** Corrects differences, all of which are of one family. */
    public static PairedComparisons of(List<PairedDifference> differences) {
        List<Integer> tested = IntStream.range(0, differences.size())
                .filter(index -> differences.get(index).hasInterval())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        index -> differences.get(index).pValue()))
                .toList();
        Comparison[] comparisons = new Comparison[differences.size()];
        double adjusted = 0;
        double level = LEVEL / tested.size();
        for (int step = 0; step < tested.size(); step++) {
            PairedDifference difference = differences.get(tested.get(step));
            int left = tested.size() - step;
            if (adjusted <= LEVEL) {
                level = LEVEL / left;
            }
            adjusted = Math.max(adjusted, Math.min(1, left * difference.pValue()));
            comparisons[tested.get(step)] = comparison(difference, adjusted, difference.interval(level));
        }
        List<Comparison> all = new ArrayList<>();
        for (int index = 0; index < comparisons.length; index++) {
            Comparison comparison = comparisons[index];
            all.add(comparison == null ? comparison(differences.get(index), Double.NaN, null) : comparison);
        }
        return new PairedComparisons(all, tested.size());
    }

    private static Comparison comparison(PairedDifference difference, double adjusted, @Nullable Interval corrected) {
        return new Comparison(
                difference, difference.pValue(), adjusted, difference.interval(LEVEL), corrected, verdict(corrected));
    }

    private static Verdict verdict(@Nullable Interval corrected) {
        if (corrected == null) {
            return Verdict.UNTESTED;
        }
        if (corrected.includesZero()) {
            return Verdict.NONE;
        }
        return corrected.low() > 0 ? Verdict.HIGHER : Verdict.LOWER;
    }
}
