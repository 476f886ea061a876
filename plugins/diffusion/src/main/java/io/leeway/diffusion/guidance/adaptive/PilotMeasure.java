package io.leeway.diffusion.guidance.adaptive;

import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Transitions;

/** The quantity that a budget bounds, measured on pilot trajectories. */
interface PilotMeasure {
    /** Returns the configuration key of its budget. */
    String key();

    /**
     * Measures sampled transitions.
     *
     * @param transitions at least one
     * @param policy the target policy
     * @param normalizer the denoiser's
     */
    double measure(Transitions transitions, Policy policy, Normalizer normalizer);

    /** Returns the mean log-likelihood of a sampled action under the policy. */
    static PilotMeasure logLikelihood() {
        return new PilotMeasure() {
            @Override
            public String key() {
                return "log-likelihood-gain";
            }

            @Override
            public double measure(Transitions transitions, Policy policy, Normalizer normalizer) {
                double[] values = new double[transitions.count()];
                policy.distribution(transitions.observations(), values.length)
                        .logLikelihood(transitions.actions(), values);
                double sum = 0;
                for (double value : values) {
                    sum += value;
                }
                return sum / values.length;
            }
        };
    }
}
