package io.leeway.datasets.arrow;

import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of an Arrow file.
 *
 * @param name with the names of the structures that it is in, such as {@code observations/goal}
 * @param holds what its elements are called
 * @param type of its numbers; null where it holds something else
 * @param shape the first dimension is that of rows
 * @param values its numbers, little-endian
 */
public record ArrowColumn(
        String name, String holds, @Nullable ElementType type, List<Long> shape, ByteBuffer values) {
    /** Checks that the numbers have that shape. */
    public ArrowColumn {
        long size = type == null ? 0 : type.bytes();
        for (long dimension : shape) {
            size = Math.multiplyExact(size, dimension);
        }
        if (size != values.remaining()) {
            throw new IllegalArgumentException(
                    name + " of shape " + shape + " takes " + size + " bytes, but has " + values.remaining());
        }
    }

    static String name(ElementType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether these are numbers, one a row. */
    boolean isPlain() {
        return type != null && shape.size() == 1;
    }

    /** Returns plain numbers as rows of several. */
    ArrowColumn inLists(long rows, int size, List<Long> rowShape) {
        List<Long> all = new ArrayList<>(List.of(rows));
        all.addAll(rowShape);
        int bytes =
                Math.toIntExact(rows * size * Objects.requireNonNull(type, name).bytes());
        return new ArrowColumn(name, holds, type, all, values.slice(0, bytes));
    }

    /** Returns this with rows of another shape; as it is where that has another number of elements. */
    public ArrowColumn withRows(List<Integer> rowShape) {
        long elements = shape.stream().skip(1).reduce(1L, Math::multiplyExact);
        if (rowShape.stream().mapToLong(size -> size).reduce(1, Math::multiplyExact) != elements) {
            return this;
        }
        List<Long> all = new ArrayList<>(shape.subList(0, 1));
        rowShape.forEach(size -> all.add((long) size));
        return new ArrowColumn(name, holds, type, all, values);
    }

    /** Returns this without its last row, where it has one. */
    public ArrowColumn withoutLast() {
        long rows = shape.get(0);
        if (rows == 0) {
            return this;
        }
        List<Long> all = new ArrayList<>(shape);
        all.set(0, rows - 1);
        int bytes = (int) (values.remaining() / rows * (rows - 1));
        return new ArrowColumn(name, holds, type, all, values.slice(0, bytes));
    }

    /** Returns some of the rows; only of numbers. */
    public Column read(long firstRow, int rows) {
        List<Integer> rowShape =
                shape.subList(1, shape.size()).stream().map(Math::toIntExact).toList();
        ElementType known = Objects.requireNonNull(type, name);
        int rowBytes = rowShape.stream().reduce(known.bytes(), Math::multiplyExact);
        ByteBuffer part = values.slice(Math.toIntExact(firstRow * rowBytes), Math.multiplyExact(rows, rowBytes));
        return Column.of(known, rowShape, part);
    }

    /** Joins the rows of two batches of the same columns. */
    static List<ArrowColumn> joined(List<ArrowColumn> first, List<ArrowColumn> second) {
        List<ArrowColumn> joined = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            ArrowColumn one = first.get(i);
            ArrowColumn other = second.get(i);
            List<Long> shape = new ArrayList<>(one.shape);
            shape.set(0, one.shape.get(0) + other.shape.get(0));
            ByteBuffer values = ByteBuffer.allocate(Math.addExact(one.values.remaining(), other.values.remaining()))
                    .put(one.values.duplicate())
                    .put(other.values.duplicate())
                    .flip();
            joined.add(new ArrowColumn(one.name, one.holds, one.type, shape, values));
        }
        return joined;
    }
}
