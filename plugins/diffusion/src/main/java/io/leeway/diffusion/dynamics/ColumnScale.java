package io.leeway.diffusion.dynamics;

import io.leeway.spi.data.Transitions;
import java.util.Arrays;

/**
 * The shift and scale that make a transition's columns inputs and targets.
 *
 * @param mean of each column of an observation, then of an action, then of the reward
 * @param deviation of the same columns, 1 where one does not vary
 */
record ColumnScale(double[] mean, double[] deviation) {
    static ColumnScale of(Transitions transitions) {
        int columns = transitions.observationSize() + transitions.actionSize() + 1;
        double[] mean = new double[columns];
        double[] squares = new double[columns];
        for (int row = 0; row < transitions.count(); row++) {
            for (int column = 0; column < columns; column++) {
                double value = value(transitions, row, column);
                double delta = value - mean[column];
                mean[column] += delta / (row + 1);
                squares[column] += delta * (value - mean[column]);
            }
        }
        double[] deviation = new double[columns];
        Arrays.setAll(deviation, i -> squares[i] > 0 ? Math.sqrt(squares[i] / transitions.count()) : 1);
        return new ColumnScale(mean, deviation);
    }

    private static double value(Transitions transitions, int row, int column) {
        int size = transitions.observationSize();
        if (column < size) {
            return transitions.observations()[row * size + column];
        }
        return column < size + transitions.actionSize()
                ? transitions.actions()[row * transitions.actionSize() + column - size]
                : transitions.rewards()[row];
    }

    /** Returns how many columns are inputs. */
    int inputs() {
        return mean.length - 1;
    }

    double standardized(int column, double value) {
        return (value - mean[column]) / deviation[column];
    }
}
