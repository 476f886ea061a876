package io.leeway.environment.evaluation;

import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.support.DynamicsErrors;
import org.jspecify.annotations.Nullable;

/**
 * A measure of transitions, real or synthetic alike: are they true to the environment, likely under the policy, and
 * like the data?
 */
public final class QualityMeter {
    private final @Nullable DynamicsErrors errors;
    private final Transitions real;
    private final double[] deviation;
    private final double[] actionDeviation;

    /**
     * Prepares to compare with a dataset, and with the environment's oracle where there is an environment that has one.
     */
    public QualityMeter(@Nullable Environments environments, Dataset dataset) {
        this.errors =
                environments == null ? null : DynamicsErrors.in(environments).orElse(null);
        this.real = dataset.transitions();
        this.deviation = deviations(real.observations(), real.observationSize());
        this.actionDeviation = deviations(real.actions(), real.actionSize());
    }

    /** Measures what can be had: the errors where there is an oracle, the likelihood where there is a policy. */
    public Quality measure(Transitions transitions, @Nullable Policy policy) {
        DynamicsErrors.Errors measured = errors == null ? null : errors.measure(transitions, deviation);
        return new Quality(
                measured == null ? null : measured.observation(),
                measured == null ? null : measured.reward(),
                policy == null ? null : ActionLikelihood.mean(transitions, policy),
                wasserstein(transitions));
    }

    private double wasserstein(Transitions transitions) {
        double sum = 0;
        for (int column = 0; column < real.observationSize(); column++) {
            sum += Wasserstein.distance(real.observations(), transitions.observations(), real.observationSize(), column)
                    / deviation[column];
        }
        for (int column = 0; column < real.actionSize(); column++) {
            sum += Wasserstein.distance(real.actions(), transitions.actions(), real.actionSize(), column)
                    / actionDeviation[column];
        }
        return sum / (real.observationSize() + real.actionSize());
    }

    /** Returns each column's standard deviation, 1 where it does not vary. */
    private static double[] deviations(float[] values, int width) {
        double[] result = new double[width];
        int rows = values.length / width;
        for (int column = 0; column < width; column++) {
            double mean = 0;
            double squares = 0;
            for (int row = 0; row < rows; row++) {
                double delta = values[row * width + column] - mean;
                mean += delta / (row + 1);
                squares += delta * (values[row * width + column] - mean);
            }
            double deviation = Math.sqrt(squares / Math.max(1, rows));
            result[column] = deviation > 0 ? deviation : 1;
        }
        return result;
    }
}
