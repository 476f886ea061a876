package io.leeway.diffusion.experience;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import java.util.Arrays;
import java.util.Optional;

/** Batches whose first rows are synthetic transitions and whose last are real, always as many of each. */
final class SyntheticBatches {
    private final TransitionPool real;
    private final double realFraction;
    private final boolean realFirst;
    private final SyntheticSet synthetic;

    /**
     * Creates batches without synthetic transitions yet.
     *
     * @param realFraction the part of every batch that is real
     * @param realFirst whether a batch may be real as a whole while there are no synthetic transitions
     * @param synthetic what becomes the other part
     */
    SyntheticBatches(Transitions real, double realFraction, boolean realFirst, SyntheticSet synthetic) {
        this.real = new TransitionPool(real);
        this.realFraction = realFraction;
        this.realFirst = realFirst;
        this.synthetic = synthetic;
    }

    private boolean onlyReal() {
        return realFirst && synthetic.size() == 0;
    }

    /** Returns how many transitions can be drawn. */
    int size() {
        return synthetic.size() + (realFraction > 0 || onlyReal() ? real.size() : 0);
    }

    private int real(int rows) {
        return onlyReal() ? rows : (int) Math.round(realFraction * rows);
    }

    /** Returns which of so many rows that are asked for at once are real: the last ones. */
    Optional<boolean[]> realRows(int rows) {
        boolean[] flags = new boolean[rows];
        Arrays.fill(flags, rows - real(rows), rows, true);
        return Optional.of(flags);
    }

    /** Fills rows {@code from} to {@code to} of a batch. */
    void sample(RandomSource draws, Transitions batch, int from, int to) {
        int firstReal = to - real(to - from);
        synthetic.sample(draws, batch, from, firstReal);
        real.sample(draws, batch, firstReal, to);
    }
}
