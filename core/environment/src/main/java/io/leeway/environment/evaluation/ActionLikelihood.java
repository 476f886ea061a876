package io.leeway.environment.evaluation;

import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Transitions;
import java.util.Arrays;

/** The log-likelihood of transitions' actions under a policy. */
public final class ActionLikelihood {
    private static final int BATCH = 8192;

    private ActionLikelihood() {}

    /** Returns the mean log π(a|s) of a transition. */
    public static double mean(Transitions transitions, Policy policy) {
        int observationSize = transitions.observationSize();
        int actionSize = transitions.actionSize();
        double[] values = new double[BATCH];
        double sum = 0;
        for (int first = 0; first < transitions.count(); first += BATCH) {
            int count = Math.min(BATCH, transitions.count() - first);
            float[] observations = Arrays.copyOfRange(
                    transitions.observations(), first * observationSize, (first + count) * observationSize);
            float[] actions =
                    Arrays.copyOfRange(transitions.actions(), first * actionSize, (first + count) * actionSize);
            ActionDistribution distribution = policy.distribution(observations, count);
            distribution.logLikelihood(actions, values);
            for (int i = 0; i < count; i++) {
                sum += values[i];
            }
        }
        return sum / transitions.count();
    }
}
