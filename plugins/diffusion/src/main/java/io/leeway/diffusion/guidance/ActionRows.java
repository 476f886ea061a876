package io.leeway.diffusion.guidance;

import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.GuidanceStep;
import java.util.stream.IntStream;

/**
 * The observations and actions of a step's trajectories in data units, row by row, and the way from gradients by action
 * back to normalised trajectories. Keeps its buffers from one step to the next.
 */
final class ActionRows {
    private float[] observations = new float[0];
    private float[] raw = new float[0];
    private float[] actions = new float[0];
    private float[] deviations = new float[0];
    private int count;
    private int horizon;
    private int actionSize;
    private int actionOffset;
    private int width;

    /**
     * Reads the rows.
     *
     * @param values the step's noised trajectories or their estimate
     */
    void read(GuidanceStep step, float[] values) {
        TrajectoryLayout layout = step.layout();
        count = step.count();
        horizon = step.horizon();
        actionSize = layout.actionSize();
        actionOffset = layout.actionOffset();
        width = layout.width();
        reserve();
        readObservations(step.normalizer(), values);
        readActions(step.normalizer(), values);
    }

    /** Returns how many rows all trajectories have together. */
    int count() {
        return count * horizon;
    }

    /** Returns the rows of one trajectory. */
    int horizon() {
        return horizon;
    }

    int actionSize() {
        return actionSize;
    }

    /** Returns the observations, count × observationSize; may be longer. */
    float[] observations() {
        return observations;
    }

    /** Returns the actions, count × actionSize; may be longer. */
    float[] actions() {
        return actions;
    }

    /** Returns where an action's value stands in the trajectories. */
    int position(int row, int column) {
        return row * width + actionOffset + column;
    }

    /**
     * Returns the standard deviation of a column before tanh; 0 where the column never varies and must not be moved.
     */
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

    /** Returns a gradient by the normalised action: the chain rule through tanh and the standard deviation. */
    float slope(float[] gradient, int row, int column) {
        float action = action(row, column);
        return gradient[row * actionSize + column] * (1 - action * action) * deviations[column];
    }

    /** Returns an array of at least a value for every action, the given one where it is long enough. */
    float[] sized(float[] values) {
        int size = count() * actionSize;
        return values.length < size ? new float[size] : values;
    }

    private void reserve() {
        if (observations.length < count() * actionOffset) {
            observations = new float[count() * actionOffset];
        }
        raw = sized(raw);
        actions = sized(actions);
        if (deviations.length != actionSize) {
            deviations = new float[actionSize];
        }
    }

    private void readObservations(Normalizer normalizer, float[] values) {
        IntStream.range(0, actionOffset).parallel().forEach(column -> {
            float mean = normalizer.mean(column);
            float deviation = deviation(normalizer, column);
            for (int row = 0; row < count(); row++) {
                observations[row * actionOffset + column] = mean + deviation * values[row * width + column];
            }
        });
    }

    private void readActions(Normalizer normalizer, float[] values) {
        IntStream.range(0, actionSize).parallel().forEach(column -> {
            float mean = normalizer.mean(actionOffset + column);
            float deviation = deviation(normalizer, actionOffset + column);
            deviations[column] = deviation;
            for (int row = 0; row < count(); row++) {
                float value = mean + deviation * values[position(row, column)];
                raw[row * actionSize + column] = value;
                actions[row * actionSize + column] = Exponential.tanh(value);
            }
        });
    }

    private static float deviation(Normalizer normalizer, int column) {
        return normalizer.constant(column) ? 0 : normalizer.standardDeviation(column);
    }
}
