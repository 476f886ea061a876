package io.leeway.runtime.dataset;

import io.leeway.spi.data.Column;
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
            collect(root, space, bounds);
        }
        return bounds;
    }

    private static void collect(String path, Space space, Map<String, SpaceBounds> bounds) {
        if (space instanceof Space.Dict dict) {
            dict.spaces().forEach((name, part) -> collect(path + "/" + name, part, bounds));
        } else if (space instanceof Space.Tuple tuple) {
            for (int i = 0; i < tuple.spaces().size(); i++) {
                collect(path + "/_index_" + i, tuple.spaces().get(i), bounds);
            }
        } else if (space instanceof Space.Box box) {
            bounds.put(path, new SpaceBounds(box.low(), box.high()));
        } else if (space instanceof Space.Discrete discrete) {
            bounds.put(path, whole(new long[] {discrete.count()}, new long[] {discrete.start()}));
        } else if (space instanceof Space.MultiDiscrete discrete) {
            bounds.put(path, whole(discrete.counts(), discrete.starts()));
        } else if (space instanceof Space.MultiBinary binary) {
            long[] counts = new long[binary.shape().stream().reduce(1, Math::multiplyExact)];
            Arrays.fill(counts, 2);
            bounds.put(path, whole(counts, new long[counts.length]));
        }
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
