package io.leeway.spi.data;

/**
 * The columns of a trajectory's row: {@code observation | action | reward | terminal [| next observation]}.
 *
 * @param observationSize columns of the observation, at least 1
 * @param actionSize columns of the action, at least 1
 * @param nextObservation whether a row carries its own next observation, as a denoiser of single transitions needs;
 *     without it, a row's next observation is the next row's observation
 */
public record TrajectoryLayout(int observationSize, int actionSize, boolean nextObservation) {
    /** Checks the sizes. */
    public TrajectoryLayout {
        if (observationSize < 1 || actionSize < 1) {
            throw new IllegalArgumentException("Observation and action need at least one column each, but have "
                    + observationSize + " and " + actionSize);
        }
    }

    /** Returns a layout without next-observation columns. */
    public static TrajectoryLayout of(int observationSize, int actionSize) {
        return new TrajectoryLayout(observationSize, actionSize, false);
    }

    /** Returns the first action column. */
    public int actionOffset() {
        return observationSize;
    }

    /** Returns the reward's column. */
    public int rewardColumn() {
        return observationSize + actionSize;
    }

    /** Returns the terminal flag's column. */
    public int terminalColumn() {
        return observationSize + actionSize + 1;
    }

    /** Returns the first next-observation column, which exists only where {@link #nextObservation} is true. */
    public int nextObservationOffset() {
        return observationSize + actionSize + 2;
    }

    /** Returns how many columns a row has. */
    public int width() {
        return observationSize + actionSize + 2 + (nextObservation ? observationSize : 0);
    }
}
