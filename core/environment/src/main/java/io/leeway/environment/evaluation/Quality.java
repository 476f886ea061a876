package io.leeway.environment.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quality of transitions: how true they are to the environment, how likely under a policy, and how like the data.
 *
 * @param dynamicsError mean squared error of the next observation against the environment's own step from the same
 *     observation and action (Jackson et al. 2024, figure 6), each column in units of the data's standard deviation;
 *     null without oracle
 * @param rewardError mean squared error of the reward, in its own unit; null without oracle
 * @param policyLogLikelihood mean log π(a|s) a transition; null without policy
 * @param wasserstein mean over observation and action columns of the Wasserstein-1 distance to the data, in units of
 *     the data's standard deviation
 */
public record Quality(
        @Nullable Double dynamicsError,
        @Nullable Double rewardError,
        @Nullable Double policyLogLikelihood,
        double wasserstein) {
    /** Returns the figures that there are, by snake_case name. */
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        put(figures, "dynamics_error", dynamicsError);
        put(figures, "reward_error", rewardError);
        put(figures, "policy_log_likelihood", policyLogLikelihood);
        figures.put("wasserstein", wasserstein);
        return figures;
    }

    private static void put(Map<String, Double> figures, String name, @Nullable Double figure) {
        if (figure != null) {
            figures.put(name, figure);
        }
    }
}
