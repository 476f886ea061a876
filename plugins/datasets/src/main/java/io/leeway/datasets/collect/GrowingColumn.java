package io.leeway.datasets.collect;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A column that rows are added to. */
final class GrowingColumn {
    private static final int FIRST_BYTES = 1 << 12;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final ElementType type;
    private final List<Integer> shape;
    private final int rowSize;
    private ByteBuffer bytes;

    GrowingColumn(ElementType type, List<Integer> shape) {
        this.type = type;
        this.shape = shape;
        this.rowSize = shape.stream().reduce(1, Math::multiplyExact);
        this.bytes = allocate(0);
    }

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean holds(ElementType wantedType, List<Integer> wantedShape) {
        return type == wantedType && shape.equals(wantedShape);
    }

    int rows() {
        return bytes.position() / (rowSize * type.bytes());
    }

    /**
     * Adds the element of one environment.
     *
     * @param values those of all environments
     * @return a number that is not finite and cannot be kept, or 0 where all are
     */
    double add(Value values, int environment) {
        reserve();
        int from = environment * rowSize;
        if (values instanceof Value.Reals reals) {
            return addReals(reals.values(), from);
        }
        long[] integers = ((Value.Integers) values).values();
        for (int i = from; i < from + rowSize; i++) {
            put(integers[i]);
        }
        return 0;
    }

    private double addReals(double[] values, int from) {
        double wrong = 0;
        for (int i = from; i < from + rowSize; i++) {
            if (!Double.isFinite(type.rounded(values[i]))) {
                wrong = values[i];
            }
            switch (type) {
                case FLOAT16 -> bytes.putShort(ElementType.half(values[i]));
                case FLOAT32 -> bytes.putFloat((float) values[i]);
                default -> bytes.putDouble(values[i]);
            }
        }
        return wrong;
    }

    private void put(long value) {
        switch (type.bytes()) {
            case 1 -> bytes.put((byte) value);
            case 2 -> bytes.putShort((short) value);
            case 4 -> bytes.putInt((int) value);
            default -> bytes.putLong(value);
        }
    }

    private void reserve() {
        long wanted = bytes.position() + (long) rowSize * type.bytes();
        if (wanted > MOST_BYTES) {
            throw new LeewayException("An episode takes more than 2 GiB for a column of " + type + " rows of the shape "
                    + shape + ": end it sooner (time-limit), or make parts smaller ('part')");
        }
        if (wanted > bytes.capacity()) {
            long roomy = Math.max(wanted, Math.max(FIRST_BYTES, bytes.capacity() * 2L));
            ByteBuffer larger = allocate((int) Math.min(roomy, MOST_BYTES));
            bytes = larger.put(bytes.flip());
        }
    }

    /** Returns the rows so far, and begins anew. */
    Column take() {
        ByteBuffer exact = allocate(bytes.position());
        exact.put(bytes.flip()).flip();
        bytes.clear();
        return Column.of(type, shape, exact);
    }
}
