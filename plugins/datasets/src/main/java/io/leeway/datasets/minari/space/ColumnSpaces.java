package io.leeway.datasets.minari.space;

import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spaces that hold whatever columns hold, for datasets that do not say what theirs are. */
public final class ColumnSpaces {
    private ColumnSpaces() {}

    /** Returns the space of the column of that name, or of its parts: boxes without bounds but those of their type. */
    public static Space of(String path, Map<String, Column> columns) {
        Column column = columns.get(path);
        if (column != null) {
            return box(column.type(), column.shape());
        }
        Map<String, Space> parts = new LinkedHashMap<>();
        for (String name : columns.keySet()) {
            if (name.startsWith(path + "/")) {
                String part = name.substring(path.length() + 1).split("/", 2)[0];
                parts.computeIfAbsent(part, key -> of(path + "/" + key, columns));
            }
        }
        List<Space> indexed = new ArrayList<>();
        for (int i = 0; parts.containsKey("_index_" + i); i++) {
            indexed.add(parts.get("_index_" + i));
        }
        return indexed.size() == parts.size() ? new Space.Tuple(indexed) : new Space.Dict(parts);
    }

    public static Space.Box box(ElementType type, List<Integer> shape) {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        double[] low = new double[size];
        double[] high = new double[size];
        boolean unsigned = type == ElementType.BOOL || type.name().startsWith("U");
        int bits = type == ElementType.BOOL ? 1 : 8 * type.bytes() - (unsigned ? 0 : 1);
        Arrays.fill(high, type.isReal() ? Double.POSITIVE_INFINITY : Math.pow(2, bits) - 1);
        Arrays.fill(low, type.isReal() ? Double.NEGATIVE_INFINITY : unsigned ? 0 : -Math.pow(2, bits));
        return new Space.Box(shape, low, high, type);
    }
}
