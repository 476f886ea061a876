package io.leeway.report.statistics.scores;

import io.leeway.report.statistics.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two variants on equal seeds: the mean over seeds of a seed's difference, which is the mean
 * over the tasks that both variants have.
 *
 * @param variant what is compared
 * @param baseline what it is compared with
 * @param tasks how many tasks both have
 * @param pairs how many seeds both have on every one of these tasks
 * @param unpaired how many seeds of these tasks are left out, since one of the two lacks them
 * @param difference the mean of variant − baseline; NaN without a pair
 * @param standardError of the difference; NaN of fewer than two pairs
 */
public record PairedDifference(
        String variant, String baseline, int tasks, int pairs, int unpaired, double difference, double standardError) {
    /** Compares two variants. */
    public static PairedDifference of(SeededScores scores, SeededScores baseline) {
        Set<String> tasks = new TreeSet<>(scores.tasks());
        tasks.retainAll(new TreeSet<>(baseline.tasks()));
        Set<Long> all = new TreeSet<>();
        Set<Long> common = new TreeSet<>();
        for (String task : tasks) {
            all.addAll(scores.bySeed(task).keySet());
            all.addAll(baseline.bySeed(task).keySet());
        }
        common.addAll(all);
        for (String task : tasks) {
            common.retainAll(scores.bySeed(task).keySet());
            common.retainAll(baseline.bySeed(task).keySet());
        }
        List<Double> differences = new ArrayList<>();
        for (long seed : common) {
            double sum = 0;
            for (String task : tasks) {
                sum += value(scores, task, seed) - value(baseline, task, seed);
            }
            differences.add(sum / tasks.size());
        }
        Moments moments =
                Moments.of(differences.stream().mapToDouble(Double::doubleValue).toArray());
        return new PairedDifference(
                scores.variant(),
                baseline.variant(),
                tasks.size(),
                common.size(),
                all.size() - common.size(),
                moments.mean(),
                moments.standardError());
    }

    private static double value(SeededScores scores, String task, long seed) {
        return scores.bySeed(task).getOrDefault(seed, Double.NaN);
    }

    /** Returns whether there are the two pairs that an interval takes. */
    public boolean hasInterval() {
        return pairs > 1;
    }

    /**
     * Returns Student's interval of the difference, or null of fewer than two pairs.
     *
     * @param level the probability that is left outside, for example 0.05
     */
    public @Nullable Interval interval(double level) {
        if (!hasInterval()) {
            return null;
        }
        double half = standardError == 0 ? 0 : Student.quantile(pairs - 1, level) * standardError;
        return new Interval(difference - half, difference + half);
    }

    /** Returns the two-sided p-value of no difference by Student's paired test; NaN of fewer than two pairs. */
    public double pValue() {
        if (!hasInterval()) {
            return Double.NaN;
        }
        if (standardError == 0) {
            return difference == 0 ? 1 : 0;
        }
        return Student.pValue(pairs - 1, difference / standardError);
    }
}
