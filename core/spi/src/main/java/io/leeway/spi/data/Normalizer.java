package io.leeway.spi.data;

import io.leeway.spi.LeewayException;
import java.util.Arrays;

/**
 * The map of trajectories to zero mean and unit variance by column, and back.
 *
 * <p>Actions go through arctanh(clip(a, ±0.999)) before, and through tanh after (Jackson et al. 2024, published code),
 * so that a generated action lies within (-1, 1). A column that never varies gets a standard deviation of 1, and is
 * generated as the constant.
 */
public final class Normalizer {
    /** The largest magnitude of an action before arctanh. */
    public static final float ACTION_LIMIT = 0.999f;

    private final TrajectoryLayout layout;
    private final float[] mean;
    private final float[] standardDeviation;
    private final boolean[] constant;

    /**
     * Wraps statistics, as kept in a checkpoint.
     *
     * @param mean one a column, of actions after arctanh
     * @param standardDeviation one a column; 0 marks a column that never varies
     * @throws IllegalArgumentException if there is not one of each for every column, or one is negative or not finite
     */
    public Normalizer(TrajectoryLayout layout, float[] mean, float[] standardDeviation) {
        int width = layout.width();
        if (mean.length != width || standardDeviation.length != width) {
            throw new IllegalArgumentException("A layout of " + width + " columns needs as many means and standard"
                    + " deviations, but there are " + mean.length + " and " + standardDeviation.length);
        }
        this.layout = layout;
        this.mean = mean.clone();
        this.standardDeviation = standardDeviation.clone();
        this.constant = new boolean[width];
        for (int column = 0; column < width; column++) {
            if (!Float.isFinite(mean[column])
                    || !Float.isFinite(standardDeviation[column])
                    || standardDeviation[column] < 0) {
                throw new IllegalArgumentException("Column " + column + " has mean " + mean[column]
                        + " and standard deviation " + standardDeviation[column]
                        + ", but both must be finite and the latter not negative");
            }
            constant[column] = standardDeviation[column] == 0;
            if (constant[column]) {
                this.standardDeviation[column] = 1;
            }
        }
    }

    /**
     * Measures the statistics over all rows of all windows.
     *
     * @throws IllegalArgumentException if there is no window
     * @throws LeewayException if values are not finite, naming each column that has any and where its first one is
     */
    public static Normalizer fit(Windows windows) {
        TrajectoryLayout layout = windows.layout();
        int width = layout.width();
        int horizon = windows.horizon();
        if (windows.count() == 0) {
            throw new IllegalArgumentException("There is no window to measure statistics on");
        }
        double[] mean = new double[width];
        double[] squares = new double[width];
        float[] low = new float[width];
        float[] high = new float[width];
        Arrays.fill(low, Float.POSITIVE_INFINITY);
        Arrays.fill(high, Float.NEGATIVE_INFINITY);
        float[] buffer = new float[horizon * width];
        long rows = 0;
        for (int window = 0; window < windows.count(); window++) {
            windows.gather(window, buffer, 0);
            for (int row = 0; row < horizon; row++) {
                rows++;
                for (int column = 0; column < width; column++) {
                    float raw = buffer[row * width + column];
                    if (!Float.isFinite(raw)) {
                        throw NotFinite.in(windows);
                    }
                    float value = transform(layout, column, raw);
                    double delta = value - mean[column];
                    mean[column] += delta / rows;
                    squares[column] += delta * (value - mean[column]);
                    low[column] = Math.min(low[column], value);
                    high[column] = Math.max(high[column], value);
                }
            }
        }
        float[] means = new float[width];
        float[] deviations = new float[width];
        for (int column = 0; column < width; column++) {
            boolean varies = high[column] > low[column];
            means[column] = varies ? (float) mean[column] : low[column];
            deviations[column] = varies ? (float) Math.sqrt(squares[column] / rows) : 0;
        }
        return new Normalizer(layout, means, deviations);
    }

    /** Returns the columns' meaning. */
    public TrajectoryLayout layout() {
        return layout;
    }

    /** Returns a column's mean, of an action after arctanh. */
    public float mean(int column) {
        return mean[column];
    }

    /** Returns a column's standard deviation; 1 where it never varies. */
    public float standardDeviation(int column) {
        return standardDeviation[column];
    }

    /** Returns whether a column never varied. */
    public boolean constant(int column) {
        return constant[column];
    }

    /** Returns the statistics as given: a standard deviation of 0 marks a column that never varied. */
    public float[] standardDeviations() {
        float[] result = standardDeviation.clone();
        for (int column = 0; column < result.length; column++) {
            if (constant[column]) {
                result[column] = 0;
            }
        }
        return result;
    }

    /** Returns a copy of the means. */
    public float[] means() {
        return mean.clone();
    }

    /** Normalises rows in place; {@code values} holds whole rows. */
    public void normalize(float[] values) {
        int width = layout.width();
        for (int from = 0; from < values.length; from += width) {
            for (int column = 0; column < width; column++) {
                float value = transform(layout, column, values[from + column]);
                values[from + column] = (value - mean[column]) / standardDeviation[column];
            }
        }
    }

    /** Maps normalised rows back to data units in place: actions within (-1, 1), terminals 0 or 1, constants exact. */
    public void denormalize(float[] values) {
        int width = layout.width();
        for (int from = 0; from < values.length; from += width) {
            for (int column = 0; column < width; column++) {
                values[from + column] = denormalize(column, values[from + column]);
            }
        }
    }

    /** Maps one normalised value back to data units. */
    public float denormalize(int column, float value) {
        float raw = constant[column] ? mean[column] : mean[column] + standardDeviation[column] * value;
        if (isAction(layout, column)) {
            return (float) Math.tanh(raw);
        }
        return column == layout.terminalColumn() ? (raw > 0.5f ? 1 : 0) : raw;
    }

    private static float transform(TrajectoryLayout layout, int column, float value) {
        if (!isAction(layout, column)) {
            return value;
        }
        double clipped = Math.max(-ACTION_LIMIT, Math.min(ACTION_LIMIT, value));
        return (float) (0.5 * Math.log((1 + clipped) / (1 - clipped)));
    }

    private static boolean isAction(TrajectoryLayout layout, int column) {
        return column >= layout.actionOffset() && column < layout.rewardColumn();
    }
}
