package io.leeway.report.statistics.scores;

import io.leeway.spi.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Quantile;
import org.jspecify.annotations.Nullable;

/**
 * The stratified bootstrap: each task's runs are drawn again from themselves, with replacement, and the figure worked
 * out anew; its 95 % interval lies between the 2.5th and the 97.5th percentile (Agarwal et al. 2021). At few runs it is
 * too narrow: claims rest on {@link PairedDifference}.
 */
public final class StratifiedBootstrap {
    private static final double[] ENDS = {0.025, 0.975};
    private static final Quantile QUANTILE = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

    private final RandomSource random;
    private final int repetitions;

    /**
     * Prepares a bootstrap. The same one gives the same intervals again, in whatever order they are asked for.
     *
     * @param random the root of its streams, which is not advanced
     * @param repetitions how often runs are drawn again: 2,000 move an end by about a twentieth of the interval
     */
    public StratifiedBootstrap(RandomSource random, int repetitions) {
        this.random = random;
        this.repetitions = repetitions;
    }

    /** Returns a bootstrap of its own, such as one for each group of tasks. */
    public StratifiedBootstrap of(String name) {
        return new StratifiedBootstrap(random.split(name), repetitions);
    }

    /** Returns figures of scores with their intervals, all from the same draws. */
    public List<Estimate> estimates(SeededScores scores, List<ToDoubleFunction<double[][]>> figures) {
        double[][] given = scores.matrix();
        String reason = reason(scores);
        double[][] repeated = new double[figures.size()][repetitions];
        if (reason == null) {
            RandomSource draws = random.split("estimates").split(scores.variant());
            double[][] drawn = copyOf(given);
            for (int repetition = 0; repetition < repetitions; repetition++) {
                draw(given, drawn, draws);
                for (int figure = 0; figure < repeated.length; figure++) {
                    repeated[figure][repetition] = figures.get(figure).applyAsDouble(drawn);
                }
            }
        }
        List<Estimate> estimates = new ArrayList<>();
        for (int figure = 0; figure < repeated.length; figure++) {
            double value = figures.get(figure).applyAsDouble(given);
            estimates.add(new Estimate(value, reason == null ? interval(repeated[figure]) : null, reason));
        }
        return estimates;
    }

    /**
     * Returns the probability that a run of one variant is better than a run of another on the same task, averaged over
     * the tasks that both have; runs of both are drawn again, each by itself.
     *
     * @throws IllegalArgumentException if they have no task in common
     */
    public Estimate improvement(SeededScores scores, SeededScores others) {
        Set<String> common = new TreeSet<>(scores.tasks());
        common.retainAll(new TreeSet<>(others.tasks()));
        if (common.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + scores.variant() + "' and '" + others.variant() + "' have no task in common");
        }
        double[][] given = scores.only(common).matrix();
        double[][] other = others.only(common).matrix();
        String reason = reason(scores) == null ? reason(others) : reason(scores);
        double value = Aggregates.improvement(given, other);
        if (reason != null) {
            return new Estimate(value, null, reason);
        }
        RandomSource draws = random.split("improvement")
                .split(scores.variant())
                .split("over")
                .split(others.variant());
        double[][] drawn = copyOf(given);
        double[][] drawnOther = copyOf(other);
        double[] repeated = new double[repetitions];
        for (int repetition = 0; repetition < repetitions; repetition++) {
            draw(given, drawn, draws);
            draw(other, drawnOther, draws);
            repeated[repetition] = Aggregates.improvement(drawn, drawnOther);
        }
        return new Estimate(value, interval(repeated), null);
    }

    /**
     * Returns the share of runs whose score is above a threshold, averaged over all runs, for each of the thresholds: a
     * performance profile, or score distribution.
     */
    public List<Estimate> profile(SeededScores scores, double[] thresholds) {
        List<ToDoubleFunction<double[][]>> shares = new ArrayList<>();
        for (double threshold : thresholds) {
            shares.add(given -> share(given, threshold));
        }
        return estimates(scores, shares);
    }

    /** Returns the interval between the 2.5th and the 97.5th percentile, found between neighbours as NumPy's are. */
    static Interval interval(double[] repeated) {
        double[] ends = QUANTILE.evaluate(repeated, ENDS);
        return new Interval(ends[0], ends[1]);
    }

    private static double share(double[][] scores, double threshold) {
        int above = 0;
        int count = 0;
        for (double[] task : scores) {
            for (double score : task) {
                above += score > threshold ? 1 : 0;
            }
            count += task.length;
        }
        return (double) above / count;
    }

    private static @Nullable String reason(SeededScores scores) {
        if (scores.fewestSeeds() > 1) {
            return null;
        }
        return scores.count() == 1
                        || scores.tasks().stream()
                                .allMatch(task -> scores.bySeed(task).size() == 1)
                ? "there is only one seed"
                : "a task has only one seed";
    }

    private static void draw(double[][] given, double[][] drawn, RandomSource draws) {
        for (int task = 0; task < given.length; task++) {
            double[] from = given[task];
            double[] to = drawn[task];
            for (int run = 0; run < to.length; run++) {
                to[run] = from[draws.nextInt(from.length)];
            }
        }
    }

    private static double[][] copyOf(double[][] scores) {
        double[][] copy = new double[scores.length][];
        for (int task = 0; task < copy.length; task++) {
            copy[task] = scores[task].clone();
        }
        return copy;
    }
}
