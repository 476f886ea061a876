package io.leeway.datasettools.verification;

import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The least and greatest value of each number of a column, by its space.
 *
 * @param low by the number's place in a row
 * @param high by the number's place in a row
 */
record SpaceBounds(double[] low, double[] high) {
    /** Returns the bounds of each column that a space names; texts have none. */
    static Map<String, SpaceBounds> of(String root, @Nullable Space space) {
        Map<String, SpaceBounds> bounds = new LinkedHashMap<>();
        if (space != null) {
            Episode.leaves(root, space).forEach((path, leaf) -> {
                SpaceBounds found = of(leaf);
                if (found != null) {
                    bounds.put(path, found);
                }
            });
        }
        return bounds;
    }

    private static @Nullable SpaceBounds of(Space leaf) {
        if (leaf instanceof Space.Box box) {
            return new SpaceBounds(box.low(), box.high());
        } else if (leaf instanceof Space.Discrete discrete) {
            return whole(new long[] {discrete.count()}, new long[] {discrete.start()});
        } else if (leaf instanceof Space.MultiDiscrete discrete) {
            return whole(discrete.counts(), discrete.starts());
        } else if (leaf instanceof Space.MultiBinary binary) {
            long[] counts = new long[binary.shape().stream().reduce(1, Math::multiplyExact)];
            Arrays.fill(counts, 2);
            return whole(counts, new long[counts.length]);
        }
        return null;
    }

    private static SpaceBounds whole(long[] counts, long[] starts) {
        double[] low = new double[counts.length];
        double[] high = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            low[i] = starts[i];
            high[i] = (double) starts[i] + counts[i] - 1;
        }
        return new SpaceBounds(low, high);
    }

    boolean fits(Column column) {
        return column.rowSize() == low.length;
    }

    boolean unbounded() {
        return Arrays.stream(low).allMatch(Double::isInfinite)
                && Arrays.stream(high).allMatch(Double::isInfinite);
    }

    /** Returns the bounds as a column's type holds them: 0.4 in float32 is a little more than 0.4. */
    SpaceBounds roundedFor(ElementType type) {
        return type == ElementType.FLOAT32 ? new SpaceBounds(rounded(low), rounded(high)) : this;
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(value -> (float) value).toArray();
    }

    boolean contains(int number, double value) {
        return value >= low[number] && value <= high[number];
    }

    String text(int number) {
        return "[" + low[number] + ", " + high[number] + "]";
    }
}
