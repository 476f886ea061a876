package io.leeway.spi.data;

import java.util.Arrays;
import java.util.Map;

/** Datasets whose values tell where they are from: observation, action and reward name their episode and step. */
final class Episodes {
    private Episodes() {}

    /** Makes one observation column, 1000 · episode + row; one action column, step / 1000; and rewards, −step. */
    static Dataset of(boolean terminated, int... lengths) {
        int steps = Arrays.stream(lengths).sum();
        float[] observations = new float[steps + lengths.length];
        float[] actions = new float[steps];
        float[] rewards = new float[steps];
        int first = 0;
        for (int episode = 0; episode < lengths.length; episode++) {
            for (int row = 0; row <= lengths[episode]; row++) {
                observations[first + episode + row] = 1000 * episode + row;
            }
            for (int step = 0; step < lengths[episode]; step++) {
                actions[first + step] = step / 1000f;
                rewards[first + step] = -step;
            }
            first += lengths[episode];
        }
        boolean[] ends = new boolean[lengths.length];
        Arrays.fill(ends, terminated);
        return new Dataset(1, 1, observations, actions, rewards, lengths, ends, new boolean[lengths.length], Map.of());
    }
}
