package io.leeway.spi.data;

import java.util.Arrays;

/**
 * Transitions by column, each a flat row-major array; what an agent learns from, and the batches that it asks for.
 *
 * <p>The action that was taken next is known where the data goes on: not after the last step of an episode, whether it
 * terminated or was cut, and not after a synthetic transition that stands alone. Data in order keeps no second copy of
 * its actions for that.
 *
 * @param count how many transitions there are
 * @param observationSize columns of an observation
 * @param actionSize columns of an action
 * @param observations count × observationSize
 * @param actions count × actionSize, in [-1, 1]
 * @param rewards count
 * @param nextObservations count × observationSize; meaningless where the terminal is 1
 * @param terminals count; 1 where the environment terminated (a truncation is 0), else 0
 * @param followed count; 1 where the action that was taken next is known, else 0
 * @param nextActions count × actionSize, the actions that were taken next, meaningless where {@code followed} is 0; or
 *     empty, where they are the actions of the next row
 */
public record Transitions(
        int count,
        int observationSize,
        int actionSize,
        float[] observations,
        float[] actions,
        float[] rewards,
        float[] nextObservations,
        float[] terminals,
        float[] followed,
        float[] nextActions) {

    /** Checks every length. */
    public Transitions {
        check("observations", observations, (long) count * observationSize);
        check("actions", actions, (long) count * actionSize);
        check("rewards", rewards, count);
        check("next observations", nextObservations, (long) count * observationSize);
        check("terminals", terminals, count);
        check("marks of what is followed", followed, count);
        check("next actions", nextActions, nextActions.length == 0 ? 0 : (long) count * actionSize);
    }

    /** Wraps transitions of which no next action is known. */
    public Transitions(
            int count,
            int observationSize,
            int actionSize,
            float[] observations,
            float[] actions,
            float[] rewards,
            float[] nextObservations,
            float[] terminals) {
        this(
                count,
                observationSize,
                actionSize,
                observations,
                actions,
                rewards,
                nextObservations,
                terminals,
                new float[count],
                new float[0]);
    }

    /**
     * Returns transitions of zeros, to be filled; a next action is that of the next row, where it is marked as
     * followed.
     */
    public static Transitions zeros(int observationSize, int actionSize, int count) {
        return zeros(observationSize, actionSize, count, 0);
    }

    /** Returns transitions of zeros, to be filled, in any order: each has room for its next action. */
    public static Transitions zerosWithNextActions(int observationSize, int actionSize, int count) {
        return zeros(observationSize, actionSize, count, count);
    }

    private static Transitions zeros(int observationSize, int actionSize, int count, int nextActions) {
        return new Transitions(
                count,
                observationSize,
                actionSize,
                new float[Math.multiplyExact(count, observationSize)],
                new float[Math.multiplyExact(count, actionSize)],
                new float[count],
                new float[Math.multiplyExact(count, observationSize)],
                new float[count],
                new float[count],
                new float[Math.multiplyExact(nextActions, actionSize)]);
    }

    /**
     * Copies one row of {@code source} into row {@code row} of this; its next action too, where this has room for it.
     */
    public void copyRow(Transitions source, int sourceRow, int row) {
        System.arraycopy(
                source.observations, sourceRow * observationSize, observations, row * observationSize, observationSize);
        System.arraycopy(source.actions, sourceRow * actionSize, actions, row * actionSize, actionSize);
        rewards[row] = source.rewards[sourceRow];
        System.arraycopy(
                source.nextObservations,
                sourceRow * observationSize,
                nextObservations,
                row * observationSize,
                observationSize);
        terminals[row] = source.terminals[sourceRow];
        followed[row] = nextActions.length == 0 ? 0 : source.followed[sourceRow];
        if (nextActions.length > 0) {
            copyNextAction(source, sourceRow, row);
        }
    }

    private void copyNextAction(Transitions source, int sourceRow, int row) {
        if (followed[row] == 0) {
            Arrays.fill(nextActions, row * actionSize, (row + 1) * actionSize, 0);
        } else if (source.nextActions.length == 0) {
            System.arraycopy(source.actions, (sourceRow + 1) * actionSize, nextActions, row * actionSize, actionSize);
        } else {
            System.arraycopy(source.nextActions, sourceRow * actionSize, nextActions, row * actionSize, actionSize);
        }
    }

    private static void check(String name, float[] values, long expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(
                    "The " + name + " need " + expected + " values, but there are " + values.length);
        }
    }
}
