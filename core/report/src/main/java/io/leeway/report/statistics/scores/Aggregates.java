package io.leeway.report.statistics.scores;

import java.util.Arrays;

/**
 * Aggregates of scores by task and run (Agarwal et al. 2021, "Deep Reinforcement Learning at the Edge of the
 * Statistical Precipice"). Each takes one row a task, and at least one finite number a row.
 */
public final class Aggregates {
    private Aggregates() {}

    /** Returns the mean over tasks of a task's mean. */
    public static double mean(double[][] scores) {
        double sum = 0;
        for (double mean : means(scores)) {
            sum += mean;
        }
        return sum / scores.length;
    }

    /** Returns the median over tasks of a task's mean; of one task its mean. */
    public static double median(double[][] scores) {
        double[] means = means(scores);
        Arrays.sort(means);
        int middle = means.length / 2;
        return means.length % 2 == 1 ? means[middle] : (means[middle - 1] + means[middle]) / 2;
    }

    /** Returns the mean of the middle half of all runs of all tasks: a quarter, rounded down, is cut at each end. */
    public static double interquartileMean(double[][] scores) {
        double[] all =
                new double[Arrays.stream(scores).mapToInt(task -> task.length).sum()];
        int place = 0;
        for (double[] task : scores) {
            System.arraycopy(task, 0, all, place, task.length);
            place += task.length;
        }
        Arrays.sort(all);
        int cut = all.length / 4;
        double sum = 0;
        for (int i = cut; i < all.length - cut; i++) {
            sum += all[i];
        }
        return sum / (all.length - 2 * cut);
    }

    /**
     * Returns how far runs stay below a wanted score on average, those above it counted as if they just reached it.
     *
     * @param wanted for example 100 of normalised scores
     */
    public static double optimalityGap(double[][] scores, double wanted) {
        double sum = 0;
        int count = 0;
        for (double[] task : scores) {
            for (double score : task) {
                sum += Math.min(score, wanted);
            }
            count += task.length;
        }
        return wanted - sum / count;
    }

    /** Returns the probability that a run of the first is better than one of the second, averaged over tasks. */
    public static double improvement(double[][] scores, double[][] others) {
        double sum = 0;
        for (int task = 0; task < scores.length; task++) {
            sum += improvement(scores[task], others[task]);
        }
        return sum / scores.length;
    }

    /** Counts the pairs in which the first is greater, ties as halves: Mann and Whitney's statistic over n · m. */
    private static double improvement(double[] scores, double[] others) {
        double greater = 0;
        for (double score : scores) {
            for (double other : others) {
                greater += score > other ? 1 : score == other ? 0.5 : 0;
            }
        }
        return greater / ((double) scores.length * others.length);
    }

    private static double[] means(double[][] scores) {
        double[] means = new double[scores.length];
        for (int task = 0; task < means.length; task++) {
            double sum = 0;
            for (double score : scores[task]) {
                sum += score;
            }
            means[task] = sum / scores[task].length;
        }
        return means;
    }
}
