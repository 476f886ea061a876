package io.leeway.environment.diagnosis;

import io.leeway.spi.data.Transitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of transitions: observation, action, reward, and the change from the observation to the next.
 *
 * <p>A terminal transition's next observation is masked. As a point it has no change.
 */
public final class Columns {
    /** Below this part of the magnitudes that a value is made of, a column's deviation is rounding: it never varies. */
    private static final double ROUNDING = 1e-6;

    private final int observationSize;
    private final int actionSize;
    private final double[] mean;
    private final double[] deviation;
    private final float[] least;
    private final float[] greatest;

    /** Measures the data's columns. */
    Columns(Transitions data) {
        observationSize = data.observationSize();
        actionSize = data.actionSize();
        mean = new double[width()];
        deviation = new double[width()];
        least = new float[observationSize];
        greatest = new float[observationSize];
        for (int column = 0; column < width(); column++) {
            measure(column, values(data, column));
        }
    }

    private void measure(int column, float[] values) {
        double average = 0;
        double squares = 0;
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int row = 0; row < values.length; row++) {
            double delta = values[row] - average;
            average += delta / (row + 1);
            squares += delta * (values[row] - average);
            low = Math.min(low, values[row]);
            high = Math.max(high, values[row]);
        }
        double spread = Math.sqrt(squares / Math.max(1, values.length));
        double magnitude = Math.max(Math.abs(low), Math.abs(high));
        if (column < observationSize) {
            least[column] = low;
            greatest[column] = high;
        } else if (column > reward()) {
            int before = column - reward() - 1;
            magnitude = Math.max(magnitude, Math.max(Math.abs(least[before]), Math.abs(greatest[before])));
        }
        mean[column] = average;
        deviation[column] = values.length > 0 && spread > ROUNDING * magnitude ? spread : 1;
    }

    /** Returns how many columns there are. */
    public int width() {
        return 2 * observationSize + actionSize + 1;
    }

    /** Returns the columns of an observation. */
    int observationSize() {
        return observationSize;
    }

    /** Returns the columns of an action. */
    int actionSize() {
        return actionSize;
    }

    /** Returns the column of the reward. */
    int reward() {
        return observationSize + actionSize;
    }

    /** Returns the mean of the data's column. */
    double mean(int column) {
        return mean[column];
    }

    /** Returns the standard deviation of the data's column; 1 where it does not vary. */
    public double deviation(int column) {
        return deviation[column];
    }

    /** Returns the least value of the data's observation column. */
    float least(int column) {
        return least[column];
    }

    /** Returns the greatest value of the data's observation column. */
    float greatest(int column) {
        return greatest[column];
    }

    /** Returns what the columns are called. */
    public List<String> names() {
        return names(observationSize, actionSize);
    }

    /** Returns what the columns of such transitions are called. */
    static List<String> names(int observationSize, int actionSize) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < observationSize; i++) {
            names.add("observation " + i);
        }
        for (int i = 0; i < actionSize; i++) {
            names.add("action " + i);
        }
        names.add("reward");
        for (int i = 0; i < observationSize; i++) {
            names.add("change " + i);
        }
        return names;
    }

    /**
     * Returns the first column of a transition that is not finite, or -1. That of the terminal flag is the reward's;
     * what comes after a terminal does not count.
     */
    static int firstNotFinite(Transitions transitions, int row) {
        int size = transitions.observationSize();
        int actionSize = transitions.actionSize();
        for (int column = 0; column < size; column++) {
            if (!Float.isFinite(transitions.observations()[row * size + column])) {
                return column;
            }
        }
        for (int column = 0; column < actionSize; column++) {
            if (!Float.isFinite(transitions.actions()[row * actionSize + column])) {
                return size + column;
            }
        }
        if (!Float.isFinite(transitions.rewards()[row])
                || !Float.isFinite(transitions.terminals()[row])) {
            return size + actionSize;
        }
        for (int column = 0; column < size && transitions.terminals()[row] <= 0.5f; column++) {
            int i = row * size + column;
            if (!Float.isFinite(transitions.nextObservations()[i] - transitions.observations()[i])) {
                return size + actionSize + 1 + column;
            }
        }
        return -1;
    }

    /** Returns the values of a column in their own unit: those of a change without terminal transitions. */
    public float[] values(Transitions transitions, int column) {
        float[] values = new float[transitions.count()];
        int filled = 0;
        for (int row = 0; row < values.length; row++) {
            if (column <= reward() || transitions.terminals()[row] <= 0.5f) {
                values[filled++] = value(transitions, row, column);
            }
        }
        return filled == values.length ? values : Arrays.copyOf(values, filled);
    }

    /** Returns one value in its own unit. */
    float value(Transitions transitions, int row, int column) {
        if (column < observationSize) {
            return transitions.observations()[row * observationSize + column];
        } else if (column < reward()) {
            return transitions.actions()[row * actionSize + column - observationSize];
        } else if (column == reward()) {
            return transitions.rewards()[row];
        }
        int i = row * observationSize + column - reward() - 1;
        return transitions.nextObservations()[i] - transitions.observations()[i];
    }

    /** Returns transitions as points, count × width, each column in units of the data's standard deviation. */
    float[] points(Transitions transitions) {
        float[] points = new float[Math.multiplyExact(transitions.count(), width())];
        for (int row = 0; row < transitions.count(); row++) {
            boolean terminal = transitions.terminals()[row] > 0.5f;
            for (int column = 0; column < width(); column++) {
                boolean masked = terminal && column > reward();
                double value = masked ? 0 : value(transitions, row, column) - mean[column];
                points[row * width() + column] = (float) (value / deviation[column]);
            }
        }
        return points;
    }
}
