package io.leeway.spi.dynamics;

/**
 * What each member of a {@link Dynamics} predicts for each of several rows: independent Gaussians, in data units.
 *
 * @param members how many distributions there are for each row
 * @param count rows
 * @param observationSize columns of an observation
 * @param means members × count × (observationSize + 1): those of the next observation, and then of the reward
 * @param deviations the standard deviations, of the same shape, not negative
 * @param terminals count: how likely the environment terminates in this step, in [0, 1]; or empty where that is not
 *     learned
 */
public record Predictions(
        int members, int count, int observationSize, float[] means, float[] deviations, float[] terminals) {
    /** Checks every length. */
    public Predictions {
        long size = (long) members * count * (observationSize + 1);
        if (means.length != size || deviations.length != size) {
            throw new IllegalArgumentException(members + " members, " + count + " rows and " + (observationSize + 1)
                    + " columns are " + size + " values, but there are " + means.length + " means and "
                    + deviations.length + " deviations");
        }
        if (terminals.length != 0 && terminals.length != count) {
            throw new IllegalArgumentException(
                    "There are " + terminals.length + " probabilities of terminals for " + count + " rows");
        }
    }

    /** Returns the columns of a row: an observation's and the reward. */
    public int width() {
        return observationSize + 1;
    }

    /** Returns where a member's values of a row begin. */
    public int offset(int member, int row) {
        return (member * count + row) * width();
    }
}
