package io.leeway.tensorflow.dynamics;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Transitions as a model of the dynamics learns them: some held out, and of the others a sample with replacement for
 * each network. The same rows and the same seed give the same.
 */
final class TrainingRows {
    private final Transitions all;
    private final int[] learned;
    private final int[] heldOut;
    private final int[][] bootstrap;

    TrainingRows(Transitions all, PetsConfig config, long seed) {
        this.all = all;
        int count = all.count();
        int[] order = IntStream.range(0, count).toArray();
        RandomSource shuffle = RandomSource.of(seed).split("held-out");
        for (int i = count - 1; i > 0; i--) {
            int j = shuffle.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int held = (int) Math.max(1, Math.min(count - 1L, Math.round(count * config.heldOut())));
        heldOut = Arrays.copyOf(order, held);
        learned = Arrays.copyOfRange(order, held, count);
        bootstrap = new int[config.networks()][learned.length];
        for (int network = 0; network < bootstrap.length; network++) {
            RandomSource draws = RandomSource.of(seed).split("bootstrap").split(network);
            for (int i = 0; i < learned.length; i++) {
                bootstrap[network][i] = learned[draws.nextInt(learned.length)];
            }
        }
    }

    /**
     * Checks that there is something to learn from.
     *
     * @throws LeewayException if there is not, or a value is not finite
     */
    void check() {
        if (all.count() < 2 || goesOn(learned) == 0) {
            throw new LeewayException("A model of the dynamics learns from transitions that are not terminal, but of "
                    + all.count() + " there are "
                    + goesOn(IntStream.range(0, all.count()).toArray())
                    + ", and of those that are not held out " + goesOn(learned) + ". Give it more data.");
        }
        for (int row = 0; row < all.count(); row++) {
            check(row, "observation", all.observations(), all.observationSize());
            check(row, "action", all.actions(), all.actionSize());
            check(row, "reward", all.rewards(), 1);
            if (all.terminals()[row] == 0) {
                check(row, "next observation", all.nextObservations(), all.observationSize());
            }
        }
    }

    private static void check(int row, String what, float[] values, int size) {
        for (int column = 0; column < size; column++) {
            if (!Float.isFinite(values[row * size + column])) {
                throw new LeewayException("A model of the dynamics learns finite numbers, but column " + column
                        + " of the " + what + " of transition " + row + " is " + values[row * size + column]
                        + ". Repair the data or leave its episode out.");
            }
        }
    }

    private int goesOn(int... rows) {
        return (int)
                Arrays.stream(rows).filter(row -> all.terminals()[row] == 0).count();
    }

    Transitions all() {
        return all;
    }

    int inputs() {
        return all.observationSize() + all.actionSize();
    }

    int width() {
        return all.observationSize() + 1;
    }

    boolean hasTerminals() {
        return goesOn(IntStream.range(0, all.count()).toArray()) < all.count();
    }

    /** Returns how many rows are learned from. */
    int learned() {
        return learned.length;
    }

    /** Returns how many rows are held out. */
    int heldOut() {
        return heldOut.length;
    }

    /** Returns a held-out row. */
    int heldOut(int i) {
        return heldOut[i];
    }

    /** Draws a row for a network. */
    int draw(int network, RandomSource random) {
        return bootstrap[network][random.nextInt(learned.length)];
    }

    /** Measures the inputs of what is learned from. */
    RowScale inputScale() {
        double[] values = new double[inputs()];
        return RowScale.of(inputs(), learned.length, i -> {
            for (int column = 0; column < values.length; column++) {
                values[column] = input(learned[i], column);
            }
            return values;
        });
    }

    /** Measures the targets of what is learned from; a terminal row has a reward only. */
    RowScale targetScale() {
        int[] known =
                Arrays.stream(learned).filter(row -> all.terminals()[row] == 0).toArray();
        double[] values = new double[width()];
        RowScale changes = RowScale.of(width(), known.length, i -> targets(known[i], values));
        RowScale rewards = RowScale.of(width(), learned.length, i -> targets(learned[i], values));
        int last = width() - 1;
        changes.means()[last] = rewards.means()[last];
        changes.deviations()[last] = rewards.deviations()[last];
        return changes;
    }

    private double[] targets(int row, double[] values) {
        for (int column = 0; column < values.length; column++) {
            values[column] = target(row, column);
        }
        return values;
    }

    private double input(int row, int column) {
        int size = all.observationSize();
        return column < size
                ? all.observations()[row * size + column]
                : all.actions()[row * all.actionSize() + column - size];
    }

    private double target(int row, int column) {
        int size = all.observationSize();
        if (column == size) {
            return all.rewards()[row];
        }
        return all.terminals()[row] == 0
                ? all.nextObservations()[row * size + column] - all.observations()[row * size + column]
                : 0;
    }

    /** Writes a row's normalised inputs and targets, and whether it is terminal, to where they belong in arrays. */
    void copy(int row, RowScale inputScale, RowScale targetScale, RowArrays arrays, int to) {
        int size = all.observationSize();
        boolean goesOn = all.terminals()[row] == 0;
        int input = to * inputs();
        inputScale.normalize(all.observations(), row * size, 0, size, arrays.inputs(), input);
        inputScale.normalize(
                all.actions(), row * all.actionSize(), size, all.actionSize(), arrays.inputs(), input + size);
        int target = to * width();
        for (int column = 0; column < size; column++) {
            // Whatever stands there as a terminal row's next observation, not a number included, is not to be touched.
            arrays.targets()[target + column] =
                    goesOn ? all.nextObservations()[row * size + column] - all.observations()[row * size + column] : 0;
        }
        targetScale.normalize(arrays.targets(), target, 0, size, arrays.targets(), target);
        targetScale.normalize(all.rewards(), row, size, 1, arrays.targets(), target + size);
        arrays.terminals()[to] = all.terminals()[row];
    }
}
