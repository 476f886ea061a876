package io.leeway.runtime.evaluation;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.Arrays;
import java.util.Map;

/**
 * Plays whole episodes with a policy's most likely actions.
 *
 * <p>Every episode is reset with a seed of its own, so that the returns depend on the policy and the random source alone, not
 * on how many episodes are played at once or end early. An environment without terminal states ends by its time limit.
 */
public final class Evaluator {
    private static final int AT_ONCE = 256;
    private static final int STEP_LIMIT = 100_000;

    private final Environments environments;
    private final int episodes;
    private final RandomSource random;
    private final ActionScale scale;

    /**
     * Prepares evaluations that all play the same episodes.
     *
     * @param episodes how many episodes an evaluation has
     * @param random where the episodes' seeds come from
     */
    public Evaluator(Environments environments, int episodes, RandomSource random) {
        this.environments = environments;
        this.episodes = episodes;
        this.random = random;
        this.scale = new ActionScale(environments.spec());
    }

    /**
     * Returns the undiscounted return of each episode.
     *
     * @throws LeewayException if a reward is not finite, or an episode has not ended after 100,000 steps
     */
    public double[] evaluate(Policy policy) {
        double[] returns = new double[episodes];
        for (int first = 0; first < episodes; first += AT_ONCE) {
            int count = Math.min(AT_ONCE, episodes - first);
            System.arraycopy(play(policy, first, count), 0, returns, first, count);
        }
        return returns;
    }

    private double[] play(Policy policy, int first, int count) {
        double[] returns = new double[count];
        boolean[] over = new boolean[count];
        float[] observations = new float[count * policy.observationSize()];
        float[] actions = new float[count * scale.size()];
        double[] scaled = new double[count * scale.size()];
        try (VectorEnvironment environment = environments.make(count, AutoresetMode.NEXT_STEP, true)) {
            Value seen = environment.reset(seeds(first, count), null, Map.of()).observations();
            for (int step = 0; remaining(over) > 0; step++) {
                if (step == STEP_LIMIT) {
                    throw new LeewayException(
                            "An episode of " + environments.spec().id() + " has not ended after " + STEP_LIMIT
                                    + " steps: give the environment a time limit");
                }
                narrow(seen.reals(), observations);
                policy.act(observations, count, actions);
                scale.toEnvironment(actions, count, scaled);
                VectorEnvironment.Step outcome = environment.step(new Value.Reals(scaled));
                accumulate(outcome, first, returns, over);
                seen = outcome.observations();
            }
        }
        return returns;
    }

    private Long[] seeds(int first, int count) {
        Long[] seeds = new Long[count];
        for (int i = 0; i < count; i++) {
            seeds[i] = random.split(first + i).nextLong() >>> 1;
        }
        return seeds;
    }

    private void accumulate(VectorEnvironment.Step outcome, int first, double[] returns, boolean[] over) {
        for (int i = 0; i < returns.length; i++) {
            if (over[i]) {
                continue;
            }
            double reward = outcome.rewards()[i];
            if (!Double.isFinite(reward)) {
                throw new LeewayException(
                        "Episode " + (first + i) + " of " + environments.spec().id() + " gave the reward " + reward);
            }
            returns[i] += reward;
            over[i] = outcome.terminated()[i] || outcome.truncated()[i];
        }
    }

    private static int remaining(boolean[] over) {
        int remaining = 0;
        for (boolean ended : over) {
            remaining += ended ? 0 : 1;
        }
        return remaining;
    }

    private static void narrow(double[] values, float[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = (float) values[i];
        }
    }

    /** Returns the mean of returns. */
    public static double mean(double[] returns) {
        return Arrays.stream(returns).average().orElse(Double.NaN);
    }
}
