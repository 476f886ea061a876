package io.leeway.report.statistics.scores;

import io.leeway.spi.RandomSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The expected score of the policy that would be chosen with a budget of evaluation episodes: a bandit by upper
 * confidence bounds plays trained policies, a few drawn at random of all of them, one episode a pull, and after each
 * pull the score counts that the policy with the best mean so far truly has (Jackson et al. 2025, "A Clean Slate for
 * Offline Reinforcement Learning"). A policy that was never played counts as one of mean 0, as in their code.
 *
 * @param subsample how many policies each trial draws, without replacement; all of them where there are fewer
 * @param trials how many trials are averaged
 * @param pulls the largest budget
 * @param exploration alpha: the bound is the mean + √(alpha · ln t / n)
 * @param bootstraps how often trials are drawn again, for the intervals
 */
public record OnlineBudget(int subsample, int trials, int pulls, double exploration, int bootstraps) {
    /** The published setting: 500 trials of 8 policies, budgets up to 200 episodes, alpha 2. */
    public static final OnlineBudget PUBLISHED = new OnlineBudget(8, 500, 200, 2, 2000);

    private static final double UNPLAYED = 1e-9;

    /**
     * Returns the expected score of each budget from 1 to {@code pulls} episodes.
     *
     * @param scores of the episodes of each policy: a row a policy, at least one finite number a row
     * @param random the root of the streams, which is not advanced
     * @throws IllegalArgumentException if there is no policy, or one has no score or one that is not finite
     */
    public List<Estimate> expectedScores(double[][] scores, RandomSource random) {
        check(scores);
        double[] truth = new double[scores.length];
        for (int policy = 0; policy < truth.length; policy++) {
            truth[policy] = Aggregates.mean(new double[][] {scores[policy]});
        }
        double[][] chosen = new double[trials][];
        for (int trial = 0; trial < trials; trial++) {
            chosen[trial] = trial(scores, truth, random.split("trial").split(trial));
        }
        return estimates(chosen, random.split("bootstrap"));
    }

    private static void check(double[][] scores) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("There is no policy to choose");
        }
        for (int policy = 0; policy < scores.length; policy++) {
            if (scores[policy].length == 0) {
                throw new IllegalArgumentException("Policy " + policy + " has no episode");
            }
            for (int episode = 0; episode < scores[policy].length; episode++) {
                if (!Double.isFinite(scores[policy][episode])) {
                    throw new IllegalArgumentException("Episode " + episode + " of policy " + policy + " has the score "
                            + scores[policy][episode] + ", not a finite number");
                }
            }
        }
    }

    private double[] trial(double[][] scores, double[] truth, RandomSource random) {
        int[] policies = draw(scores.length, random);
        int[] counts = new int[policies.length];
        double[] sums = new double[policies.length];
        double[] chosen = new double[pulls];
        for (int pull = 1; pull <= pulls; pull++) {
            int arm = arm(sums, counts, pull, random);
            double[] episodes = scores[policies[arm]];
            sums[arm] += episodes[random.nextInt(episodes.length)];
            counts[arm]++;
            chosen[pull - 1] = truth[policies[best(sums, counts)]];
        }
        return chosen;
    }

    /** Draws policies without replacement, by Fisher and Yates' shuffle. */
    private int[] draw(int count, RandomSource random) {
        int[] policies = new int[count];
        for (int policy = 0; policy < count; policy++) {
            policies[policy] = policy;
        }
        int drawn = Math.min(subsample, count);
        int[] result = new int[drawn];
        for (int place = 0; place < drawn; place++) {
            int from = place + random.nextInt(count - place);
            result[place] = policies[from];
            policies[from] = policies[place];
        }
        return result;
    }

    private int arm(double[] sums, int[] counts, int pull, RandomSource random) {
        double highest = Double.NEGATIVE_INFINITY;
        int ties = 0;
        int arm = 0;
        for (int candidate = 0; candidate < sums.length; candidate++) {
            double bound = bound(mean(sums, counts, candidate), counts[candidate], pull, exploration);
            ties = bound > highest ? 1 : bound == highest ? ties + 1 : ties;
            if (bound > highest || (bound == highest && random.nextInt(ties) == 0)) {
                arm = candidate;
            }
            highest = Math.max(highest, bound);
        }
        return arm;
    }

    /** Returns the upper confidence bound of a policy before a pull, the first of which is number 1. */
    static double bound(double mean, int count, int pull, double exploration) {
        return mean + Math.sqrt(exploration * Math.log(pull) / (count + UNPLAYED));
    }

    private static int best(double[] sums, int[] counts) {
        int best = 0;
        for (int candidate = 1; candidate < sums.length; candidate++) {
            if (mean(sums, counts, candidate) > mean(sums, counts, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static double mean(double[] sums, int[] counts, int policy) {
        return sums[policy] / Math.max(counts[policy], 1);
    }

    /** Averages trials; each bootstrap draws the same trials for all budgets. */
    private List<Estimate> estimates(double[][] chosen, RandomSource random) {
        double[] means = new double[pulls];
        for (double[] trial : chosen) {
            add(means, trial, 1.0 / trials);
        }
        double[][] repeated = new double[pulls][bootstraps];
        for (int repetition = 0; repetition < bootstraps; repetition++) {
            int[] times = new int[trials];
            for (int draw = 0; draw < trials; draw++) {
                times[random.nextInt(trials)]++;
            }
            double[] drawn = new double[pulls];
            for (int trial = 0; trial < trials; trial++) {
                if (times[trial] > 0) {
                    add(drawn, chosen[trial], (double) times[trial] / trials);
                }
            }
            for (int pull = 0; pull < pulls; pull++) {
                repeated[pull][repetition] = drawn[pull];
            }
        }
        List<Estimate> estimates = new ArrayList<>();
        for (int pull = 0; pull < pulls; pull++) {
            estimates.add(new Estimate(means[pull], StratifiedBootstrap.interval(repeated[pull]), null));
        }
        return estimates;
    }

    private static void add(double[] sum, double[] values, double weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * values[i];
        }
    }
}
