package io.leeway.environment.film;

import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;

/** The states of one trajectory, up to the one in which it terminated. */
final class StateSequence {
    private final Trajectories trajectories;
    private final int index;
    private final int rows;
    private final boolean terminated;

    StateSequence(Trajectories trajectories, int index) {
        this.trajectories = trajectories;
        this.index = index;
        int row = 0;
        while (row < trajectories.horizon() && !terminal(row)) {
            row++;
        }
        terminated = row < trajectories.horizon();
        rows = terminated ? row + 1 : row;
    }

    private boolean terminal(int row) {
        return trajectories.get(index, row, trajectories.layout().terminalColumn()) > 0.5f;
    }

    /** Returns how many states there are: one a row, and the last row's next one where it has its own. */
    int length() {
        return rows + (trajectories.layout().nextObservation() && !terminated ? 1 : 0);
    }

    /** Returns whether the step taken in the last state ended the episode. */
    boolean terminated() {
        return terminated;
    }

    /** Returns the observation of a state. */
    double[] state(int step) {
        TrajectoryLayout layout = trajectories.layout();
        int row = Math.min(step, rows - 1);
        int offset = step < rows ? 0 : layout.nextObservationOffset();
        double[] observation = new double[layout.observationSize()];
        for (int column = 0; column < observation.length; column++) {
            observation[column] = trajectories.get(index, row, offset + column);
        }
        return observation;
    }
}
