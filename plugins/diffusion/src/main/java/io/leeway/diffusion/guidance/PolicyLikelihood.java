package io.leeway.diffusion.guidance;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.GuidanceStep;

/**
 * What the target policy says of a step's actions, row by row: its log-likelihood's gradient and curvature by action, and
 * what leads from there to normalised trajectories. Keeps its buffers from one step to the next.
 */
final class PolicyLikelihood {
    private float[] observations = new float[0];
    private float[] raw = new float[0];
    private float[] actions = new float[0];
    private float[] gradient = new float[0];
    private float[] curvature = new float[0];
    private float[] deviations = new float[0];
    private int rows;
    private int actionSize;
    private int actionOffset;
    private int width;

    /**
     * Asks the policy about the actions at the observations of {@code values}.
     *
     * @param values the step's noised trajectories or their estimate
     * @throws LeewayException if the step has no policy, or one of other sizes
     */
    void ask(GuidanceStep step, float[] values) {
        Policy policy = policy(step);
        TrajectoryLayout layout = step.layout();
        rows = step.count() * step.horizon();
        actionSize = layout.actionSize();
        actionOffset = layout.actionOffset();
        width = layout.width();
        reserve(layout.observationSize());
        readObservations(step.normalizer(), values);
        readActions(step.normalizer(), values);
        ActionDistribution distribution = policy.distribution(observations, rows);
        distribution.gradient(actions, gradient);
        distribution.curvature(actions, curvature);
    }

    int rows() {
        return rows;
    }

    int actionSize() {
        return actionSize;
    }

    /** Returns where an action's value stands in the trajectories. */
    int position(int row, int column) {
        return row * width + actionOffset + column;
    }

    /** Returns the standard deviation of a column before tanh; 0 where the column never varies and must not be moved. */
    float deviation(int column) {
        return deviations[column];
    }

    /** Returns an action before tanh. */
    float raw(int row, int column) {
        return raw[row * actionSize + column];
    }

    float action(int row, int column) {
        return actions[row * actionSize + column];
    }

    float gradient(int row, int column) {
        return gradient[row * actionSize + column];
    }

    float curvature(int row, int column) {
        return curvature[row * actionSize + column];
    }

    /** Returns the gradient by the normalised action: the chain rule through tanh and the standard deviation. */
    float slope(int row, int column) {
        float action = action(row, column);
        return gradient(row, column) * (1 - action * action) * deviations[column];
    }

    private void reserve(int observationSize) {
        if (observations.length < rows * observationSize || actions.length < rows * actionSize) {
            observations = new float[rows * observationSize];
            raw = new float[rows * actionSize];
            actions = new float[rows * actionSize];
            gradient = new float[rows * actionSize];
            curvature = new float[rows * actionSize];
        }
        if (deviations.length != actionSize) {
            deviations = new float[actionSize];
        }
    }

    private void readObservations(Normalizer normalizer, float[] values) {
        for (int column = 0; column < actionOffset; column++) {
            float mean = normalizer.mean(column);
            float deviation = deviation(normalizer, column);
            for (int row = 0; row < rows; row++) {
                observations[row * actionOffset + column] = mean + deviation * values[row * width + column];
            }
        }
    }

    private void readActions(Normalizer normalizer, float[] values) {
        for (int column = 0; column < actionSize; column++) {
            float mean = normalizer.mean(actionOffset + column);
            deviations[column] = deviation(normalizer, actionOffset + column);
            for (int row = 0; row < rows; row++) {
                float value = mean + deviations[column] * values[position(row, column)];
                raw[row * actionSize + column] = value;
                actions[row * actionSize + column] = Exponential.tanh(value);
            }
        }
    }

    private static float deviation(Normalizer normalizer, int column) {
        return normalizer.constant(column) ? 0 : normalizer.standardDeviation(column);
    }

    private static Policy policy(GuidanceStep step) {
        Policy policy = step.policy();
        TrajectoryLayout layout = step.layout();
        if (policy == null) {
            throw new LeewayException("Guidance of type 'policy' needs a target policy, but this request has none. Give"
                    + " one, or choose guidance {type: none}.");
        }
        if (policy.observationSize() != layout.observationSize() || policy.actionSize() != layout.actionSize()) {
            throw new LeewayException("The target policy takes " + policy.observationSize()
                    + " observation columns and gives " + policy.actionSize()
                    + " action columns, but the denoiser's trajectories have " + layout.observationSize() + " and "
                    + layout.actionSize() + ". Guide with a policy that was trained on the same task.");
        }
        return policy;
    }
}
