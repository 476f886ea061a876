package io.leeway.datasets.d4rl;

import io.leeway.datasets.hdf5.input.Hdf5Array;
import io.leeway.spi.environment.Space;
import java.util.concurrent.atomic.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * The choices that actions of whole numbers, one a step, stand for where a file names no action space: those from 0, or
 * from the least where that is negative, to the greatest.
 */
final class D4rlChoices {
    private static final int MOST = 4096;

    private D4rlChoices() {}

    /** Returns the choices, or null where actions are real numbers, several a step, or too many to choose from. */
    static Space.@Nullable Discrete of(Hdf5Array actions) {
        long width = actions.shape().stream().skip(1).reduce(1L, Math::multiplyExact);
        if (actions.type().isReal() || width != 1 || actions.rows() == 0) {
            return null;
        }
        LongAccumulator least = new LongAccumulator(Math::min, 0);
        LongAccumulator greatest = new LongAccumulator(Math::max, 0);
        actions.readAll((firstRow, rows) -> {
            for (int i = 0; i < rows.rows(); i++) {
                least.accumulate(rows.integer(i));
                greatest.accumulate(rows.integer(i));
            }
        });
        long from = least.get();
        long to = greatest.get();
        return from < -MOST || to >= MOST ? null : new Space.Discrete(to - from + 1, from);
    }
}
