package io.leeway.spi.data;

import java.util.Arrays;

/**
 * Trajectories of equal length in one flat, row-major array of shape count × horizon × width.
 *
 * <p>In data units (as sampled, not normalised) an action lies in [-1, 1] and a terminal is 0 or 1. The array is not
 * copied: whoever holds the trajectories may write to it.
 */
public final class Trajectories {
    private final TrajectoryLayout layout;
    private final int horizon;
    private final int count;
    private final float[] values;

    /**
     * Wraps an array.
     *
     * @throws IllegalArgumentException if its length is not count × horizon × width
     */
    public Trajectories(TrajectoryLayout layout, int horizon, int count, float[] values) {
        long expected = (long) count * horizon * layout.width();
        if (horizon < 1 || count < 0 || values.length != expected) {
            throw new IllegalArgumentException("Trajectories of shape " + count + " × " + horizon + " × "
                    + layout.width() + " need " + expected + " values, but there are " + values.length);
        }
        this.layout = layout;
        this.horizon = horizon;
        this.count = count;
        this.values = values;
    }

    /** Returns trajectories of zeros. */
    public static Trajectories zeros(TrajectoryLayout layout, int horizon, int count) {
        return new Trajectories(
                layout,
                horizon,
                count,
                new float[Math.multiplyExact(Math.multiplyExact(count, horizon), layout.width())]);
    }

    /** Returns the columns' meaning. */
    public TrajectoryLayout layout() {
        return layout;
    }

    /** Returns the rows of one trajectory. */
    public int horizon() {
        return horizon;
    }

    /** Returns how many trajectories there are. */
    public int count() {
        return count;
    }

    /** Returns the array itself. */
    public float[] values() {
        return values;
    }

    /** Returns one value. */
    public float get(int trajectory, int row, int column) {
        return values[(trajectory * horizon + row) * layout.width() + column];
    }

    /** Returns a copy of the trajectories from {@code from} (inclusive) to {@code to} (exclusive). */
    public Trajectories slice(int from, int to) {
        int size = horizon * layout.width();
        return new Trajectories(layout, horizon, to - from, Arrays.copyOfRange(values, from * size, to * size));
    }

    /**
     * Returns the transitions, trajectory by trajectory.
     *
     * <p>A row's next observation is the next row's observation. Where a terminal flag exceeds 0.5, that row is emitted
     * with its next observation set to zeros (it is masked by the flag) and the rows after it are dropped; otherwise
     * the last row only supplies a next observation. With next-observation columns every row up to the first terminal
     * is a transition. A row's next action is the next row's, after a terminal and in the last row there is none.
     */
    public Transitions transitions() {
        int size = 0;
        for (int trajectory = 0; trajectory < count; trajectory++) {
            size += length(trajectory);
        }
        Transitions result = horizon > 1
                ? Transitions.zerosWithNextActions(layout.observationSize(), layout.actionSize(), size)
                : Transitions.zeros(layout.observationSize(), layout.actionSize(), size);
        int row = 0;
        for (int trajectory = 0; trajectory < count; trajectory++) {
            int length = length(trajectory);
            for (int step = 0; step < length; step++) {
                copyRow(trajectory, step, result, row++);
            }
        }
        return result;
    }

    private int length(int trajectory) {
        for (int step = 0; step < horizon; step++) {
            if (get(trajectory, step, layout.terminalColumn()) > 0.5f) {
                return step + 1;
            }
        }
        return layout.nextObservation() ? horizon : horizon - 1;
    }

    private void copyRow(int trajectory, int step, Transitions target, int row) {
        int observationSize = layout.observationSize();
        int actionSize = layout.actionSize();
        int from = (trajectory * horizon + step) * layout.width();
        System.arraycopy(values, from, target.observations(), row * observationSize, observationSize);
        System.arraycopy(values, from + layout.actionOffset(), target.actions(), row * actionSize, actionSize);
        target.rewards()[row] = values[from + layout.rewardColumn()];
        boolean terminal = values[from + layout.terminalColumn()] > 0.5f;
        target.terminals()[row] = terminal ? 1 : 0;
        if (layout.nextObservation() || !terminal) {
            int next = layout.nextObservation() ? from + layout.nextObservationOffset() : from + layout.width();
            System.arraycopy(values, next, target.nextObservations(), row * observationSize, observationSize);
        }
        if (step + 1 < horizon && !terminal) {
            int nextAction = from + layout.width() + layout.actionOffset();
            target.followed()[row] = 1;
            System.arraycopy(values, nextAction, target.nextActions(), row * actionSize, actionSize);
        }
    }
}
