package io.leeway.environment.diagnosis;

import io.leeway.spi.data.Transitions;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Rows that are picked from transitions. */
final class Rows {
    private Rows() {}

    /** Returns at most so many of the first {@code count} whole numbers, evenly spread and ascending. */
    static int[] spread(int count, int most) {
        int picked = Math.min(count, most);
        return IntStream.range(0, picked)
                .map(i -> (int) ((long) i * count / picked))
                .toArray();
    }

    /** Returns a copy of some rows, of which no next action is known. */
    static Transitions of(Transitions all, int[] rows) {
        Transitions some = Transitions.zeros(all.observationSize(), all.actionSize(), rows.length);
        for (int row = 0; row < rows.length; row++) {
            some.copyRow(all, rows[row], row);
        }
        return some;
    }

    /** Returns the elements of an array at some places; of an empty array none. */
    static int[] of(int[] all, int[] rows) {
        return all.length == 0 ? all : Arrays.stream(rows).map(row -> all[row]).toArray();
    }
}
