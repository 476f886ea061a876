package io.leeway.experiment.dynamics;

import io.leeway.experiment.dynamics.HeldOutSteps.Place;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import java.util.ArrayList;
import java.util.List;

/** Rollouts of a model over actions that were really taken, beside what really came of them. */
final class OpenLoop {
    /** How many deviations from its mean a column leaves the data. */
    private static final double FAR = 10;

    private final HeldOutSteps steps;
    private final DataScale scale;
    private final int size;
    private final List<Place> starts;
    private final float[] begun;
    private final float[] truths;
    private final float[] actions;

    OpenLoop(HeldOutSteps steps, DataScale scale, int actionSize, List<Place> starts) {
        this.steps = steps;
        this.scale = scale;
        this.size = scale.observationSize();
        this.starts = starts;
        begun = new float[starts.size() * size];
        truths = new float[begun.length];
        actions = new float[starts.size() * actionSize];
    }

    StepErrors run(Dynamics dynamics, int count) {
        for (int row = 0; row < starts.size(); row++) {
            steps.observation(starts.get(row), begun, row, size);
        }
        float[] states = begun.clone();
        boolean[] gone = new boolean[starts.size()];
        List<Double> errors = new ArrayList<>();
        List<Double> unchanged = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int step = 0; step < count; step++) {
            List<Place> places = move(states, dynamics, step);
            for (int row = 0; row < starts.size(); row++) {
                steps.observation(places.get(row).after(1), truths, row, size);
                gone[row] |= isFar(states, row);
                if (gone[row]) {
                    // goes on from the truth, uncounted, so that its batch stays finite
                    System.arraycopy(truths, row * size, states, row * size, size);
                }
            }
            int away = count(gone);
            left.add(away);
            unchanged.add(rootMeanSquare(begun, new boolean[gone.length]));
            if (away < starts.size()) {
                errors.add(rootMeanSquare(states, gone));
            }
        }
        return new StepErrors(starts.size(), errors, unchanged, left);
    }

    private List<Place> move(float[] states, Dynamics dynamics, int step) {
        List<Place> places = starts.stream().map(start -> start.after(step)).toList();
        for (int row = 0; row < places.size(); row++) {
            steps.action(places.get(row), actions, row);
        }
        Predictions predicted = HeldOutSteps.predict(dynamics, states, actions, places);
        for (int row = 0; row < places.size(); row++) {
            for (int column = 0; column < size; column++) {
                double mean = 0;
                for (int member = 0; member < predicted.members(); member++) {
                    mean += predicted.means()[predicted.offset(member, row) + column] / predicted.members();
                }
                states[row * size + column] = (float) mean;
            }
        }
        return places;
    }

    private boolean isFar(float[] states, int row) {
        for (int column = 0; column < size; column++) {
            double distance = states[row * size + column] - scale.means()[column];
            if (scale.varies(column) && !(Math.abs(scale.units(column, distance)) <= FAR)) {
                return true;
            }
        }
        return false;
    }

    private static int count(boolean[] marked) {
        int count = 0;
        for (boolean mark : marked) {
            count += mark ? 1 : 0;
        }
        return count;
    }

    private double rootMeanSquare(float[] states, boolean[] without) {
        double sum = 0;
        long values = 0;
        for (int row = 0; row < without.length; row++) {
            for (int column = 0; !without[row] && column < size; column++) {
                if (scale.varies(column)) {
                    int at = row * size + column;
                    double error = scale.units(column, states[at] - truths[at]);
                    sum += error * error;
                    values++;
                }
            }
        }
        return values == 0 ? 0 : Math.sqrt(sum / values);
    }
}
