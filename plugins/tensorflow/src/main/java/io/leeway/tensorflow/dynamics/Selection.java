package io.leeway.tensorflow.dynamics;

import io.leeway.tensorflow.graph.Checkpoint;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The least held-out error that each network had, and for how many epochs none fell further.
 *
 * @param bests of each network; infinite where none was measured
 * @param epochs how often they were measured
 * @param stale how many of the last epochs were without an improvement
 */
record Selection(double[] bests, int epochs, int stale) {
    /** How much less an error must be, as a fraction, to be an improvement. */
    private static final double IMPROVEMENT = 0.01;

    /** Returns that of networks that were never measured. */
    static Selection of(int networks) {
        double[] bests = new double[networks];
        Arrays.fill(bests, Double.POSITIVE_INFINITY);
        return new Selection(bests, 0, 0);
    }

    /** Returns which networks improve with these errors. */
    boolean[] improved(double... errors) {
        boolean[] improved = new boolean[bests.length];
        for (int i = 0; i < bests.length; i++) {
            improved[i] = Double.isInfinite(bests[i]) || (bests[i] - errors[i]) / bests[i] > IMPROVEMENT;
        }
        return improved;
    }

    /** Returns what it is after these errors. */
    Selection after(double... errors) {
        boolean[] improved = improved(errors);
        double[] next = bests.clone();
        boolean any = false;
        for (int i = 0; i < next.length; i++) {
            next[i] = improved[i] ? errors[i] : next[i];
            any |= improved[i];
        }
        return new Selection(next, epochs + 1, any ? 0 : stale + 1);
    }

    /** Returns the networks with the least errors, the best first. */
    int[] elites(int count) {
        return IntStream.range(0, bests.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> bests[i]))
                .limit(count)
                .mapToInt(i -> i)
                .toArray();
    }

    /** Returns the mean of the elites' errors. */
    double error(int count) {
        return Arrays.stream(elites(count)).mapToDouble(i -> bests[i]).average().orElse(Double.NaN);
    }

    void save(Checkpoint checkpoint) {
        checkpoint.archive().put("held_out_error", bests).put("epochs", new int[] {epochs, stale});
    }

    static Selection load(Checkpoint checkpoint) {
        int[] counts = checkpoint.archive().ints("epochs");
        return new Selection(checkpoint.archive().doubles("held_out_error"), counts[0], counts[1]);
    }
}
