package io.leeway.spi.data;

/**
 * Transitions by column, each a flat row-major array; what an agent learns from, and the batches that it asks for.
 *
 * @param count how many transitions there are
 * @param observationSize columns of an observation
 * @param actionSize columns of an action
 * @param observations count × observationSize
 * @param actions count × actionSize, in [-1, 1]
 * @param rewards count
 * @param nextObservations count × observationSize; meaningless where the terminal is 1
 * @param terminals count; 1 where the environment terminated (a truncation is 0), else 0
 */
public record Transitions(
        int count,
        int observationSize,
        int actionSize,
        float[] observations,
        float[] actions,
        float[] rewards,
        float[] nextObservations,
        float[] terminals) {

    /** Checks every length. */
    public Transitions {
        check("observations", observations, (long) count * observationSize);
        check("actions", actions, (long) count * actionSize);
        check("rewards", rewards, count);
        check("next observations", nextObservations, (long) count * observationSize);
        check("terminals", terminals, count);
    }

    /** Returns transitions of zeros, to be filled. */
    public static Transitions zeros(int observationSize, int actionSize, int count) {
        return new Transitions(
                count,
                observationSize,
                actionSize,
                new float[Math.multiplyExact(count, observationSize)],
                new float[Math.multiplyExact(count, actionSize)],
                new float[count],
                new float[Math.multiplyExact(count, observationSize)],
                new float[count]);
    }

    /** Copies one row of {@code source} into row {@code row} of this. */
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
    }

    private static void check(String name, float[] values, long expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(
                    "The " + name + " need " + expected + " values, but there are " + values.length);
        }
    }
}
