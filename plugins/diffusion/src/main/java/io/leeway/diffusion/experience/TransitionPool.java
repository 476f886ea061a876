package io.leeway.diffusion.experience;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;

/** Transitions to draw from, evenly and with replacement. */
public record TransitionPool(Transitions transitions) {
    /** Returns how many there are. */
    public int size() {
        return transitions.count();
    }

    /** Fills rows {@code from} to {@code to} of a batch; there must be transitions. */
    public void sample(RandomSource random, Transitions batch, int from, int to) {
        for (int row = from; row < to; row++) {
            batch.copyRow(transitions, random.nextInt(transitions.count()), row);
        }
    }
}
