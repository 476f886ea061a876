package io.leeway.spi.data;

import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Rows of numbers of one type, as a simulator gave them: an episode's observations, its rewards, an info.
 *
 * <p>The numbers are little-endian and row-major, and never change. At most 2 GiB.
 */
public final class Column {
    private final ElementType type;
    private final List<Integer> shape;
    private final int rowSize;
    private final int rows;
    private final ByteBuffer bytes;

    private Column(ElementType type, List<Integer> shape, int rowSize, int rows, ByteBuffer bytes) {
        this.type = type;
        this.shape = shape;
        this.rowSize = rowSize;
        this.rows = rows;
        this.bytes = bytes;
    }

    /**
     * Wraps numbers without copying them.
     *
     * @param shape of one row, from the slowest dimension to the fastest; empty where a row is one number
     * @param bytes little-endian numbers, from the buffer's position to its limit
     * @throws IllegalArgumentException if they are not whole rows, saying both sizes
     */
    public static Column of(ElementType type, List<Integer> shape, ByteBuffer bytes) {
        int rowSize = shape.stream().reduce(1, Math::multiplyExact);
        int rowBytes = Math.multiplyExact(rowSize, type.bytes());
        if (rowBytes <= 0 || bytes.remaining() % rowBytes != 0) {
            throw new IllegalArgumentException("A column of " + type + " with rows of the shape " + shape
                    + " takes a multiple of " + rowBytes + " bytes, but there are " + bytes.remaining());
        }
        return new Column(
                type,
                List.copyOf(shape),
                rowSize,
                bytes.remaining() / rowBytes,
                bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Returns a copy of float32 numbers; {@code shape} is that of a row. */
    public static Column of(float[] values, Integer... shape) {
        ByteBuffer bytes = allocate(values.length, ElementType.FLOAT32);
        bytes.asFloatBuffer().put(values);
        return of(ElementType.FLOAT32, List.of(shape), bytes);
    }

    /** Returns a copy of float64 numbers; {@code shape} is that of a row. */
    public static Column of(double[] values, Integer... shape) {
        ByteBuffer bytes = allocate(values.length, ElementType.FLOAT64);
        bytes.asDoubleBuffer().put(values);
        return of(ElementType.FLOAT64, List.of(shape), bytes);
    }

    /** Returns a copy of int64 numbers; {@code shape} is that of a row. */
    public static Column of(long[] values, Integer... shape) {
        ByteBuffer bytes = allocate(values.length, ElementType.INT64);
        bytes.asLongBuffer().put(values);
        return of(ElementType.INT64, List.of(shape), bytes);
    }

    /** Returns a copy of flags, one a row. */
    public static Column of(boolean[] values) {
        ByteBuffer bytes = allocate(values.length, ElementType.BOOL);
        for (int i = 0; i < values.length; i++) {
            bytes.put(i, (byte) (values[i] ? 1 : 0));
        }
        return of(ElementType.BOOL, List.of(), bytes);
    }

    private static ByteBuffer allocate(int count, ElementType type) {
        return ByteBuffer.allocate(Math.multiplyExact(count, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the numbers' type. */
    public ElementType type() {
        return type;
    }

    /** Returns the shape of a row; empty where a row is one number. */
    public List<Integer> shape() {
        return shape;
    }

    /** Returns how many numbers a row has. */
    public int rowSize() {
        return rowSize;
    }

    /** Returns how many rows there are. */
    public int rows() {
        return rows;
    }

    /** Returns how many numbers there are. */
    public int size() {
        return rows * rowSize;
    }

    /** Returns the numbers themselves: little-endian, read-only, from position 0. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns a number, whatever the type; that of row r and column c has the index r × rowSize + c. */
    public double real(int index) {
        return switch (type) {
            case FLOAT16 -> ElementType.ofHalf(bytes.getShort(index * Short.BYTES));
            case FLOAT32 -> bytes.getFloat(index * Float.BYTES);
            case FLOAT64 -> bytes.getDouble(index * Double.BYTES);
            default -> type.real(integer(index));
        };
    }

    /** Returns a whole number; one that is not is cut. Of {@link ElementType#UINT64} these are the bits. */
    public long integer(int index) {
        return switch (type) {
            case BOOL -> bytes.get(index) == 0 ? 0 : 1;
            case INT8 -> bytes.get(index);
            case UINT8 -> Byte.toUnsignedInt(bytes.get(index));
            case INT16 -> bytes.getShort(index * Short.BYTES);
            case UINT16 -> Short.toUnsignedInt(bytes.getShort(index * Short.BYTES));
            case INT32 -> bytes.getInt(index * Integer.BYTES);
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt(index * Integer.BYTES));
            case INT64, UINT64 -> bytes.getLong(index * Long.BYTES);
            case FLOAT16, FLOAT32, FLOAT64 -> (long) real(index);
        };
    }

    /** Returns whether a number is not 0. */
    public boolean flag(int index) {
        return real(index) != 0;
    }

    /** Returns some rows, without copying them. */
    public Column rows(int from, int count) {
        int rowBytes = rowSize * type.bytes();
        return new Column(
                type,
                shape,
                rowSize,
                count,
                bytes.slice(Math.multiplyExact(from, rowBytes), Math.multiplyExact(count, rowBytes))
                        .order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Copies all numbers as float32. */
    public void toFloats(float[] target, int offset) {
        if (type == ElementType.FLOAT32) {
            bytes().asFloatBuffer().get(target, offset, size());
            return;
        }
        for (int i = 0; i < size(); i++) {
            target[offset + i] = (float) real(i);
        }
    }

    /** Returns whether another column has the same type, shape and bits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Column column
                && column.type == type
                && column.shape.equals(shape)
                && column.bytes.equals(bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode() * 31 + type.hashCode();
    }

    @Override
    public String toString() {
        return rows + " rows of " + type + " " + shape;
    }
}
