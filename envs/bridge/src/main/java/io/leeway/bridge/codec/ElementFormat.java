package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.DataType;
import io.leeway.spi.environment.Space.ElementType;

/** The encoding of one element of an array. */
enum ElementFormat {
    BOOL(DataType.DATA_TYPE_BOOL, ElementType.BOOL, 1, 0, 1),
    INT8(DataType.DATA_TYPE_INT8, ElementType.INT8, 1, Byte.MIN_VALUE, Byte.MAX_VALUE),
    UINT8(DataType.DATA_TYPE_UINT8, ElementType.UINT8, 1, 0, 0xFF),
    INT16(DataType.DATA_TYPE_INT16, ElementType.INT16, 2, Short.MIN_VALUE, Short.MAX_VALUE),
    UINT16(DataType.DATA_TYPE_UINT16, ElementType.UINT16, 2, 0, 0xFFFF),
    INT32(DataType.DATA_TYPE_INT32, ElementType.INT32, 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    UINT32(DataType.DATA_TYPE_UINT32, ElementType.UINT32, 4, 0, 0xFFFFFFFFL),
    INT64(DataType.DATA_TYPE_INT64, ElementType.INT64, 8, Long.MIN_VALUE, Long.MAX_VALUE),
    UINT64(DataType.DATA_TYPE_UINT64, ElementType.UINT64, 8, Long.MIN_VALUE, Long.MAX_VALUE),
    FLOAT16(DataType.DATA_TYPE_FLOAT16, ElementType.FLOAT16, 2, 0, 0),
    FLOAT32(DataType.DATA_TYPE_FLOAT32, ElementType.FLOAT32, 4, 0, 0),
    FLOAT64(DataType.DATA_TYPE_FLOAT64, ElementType.FLOAT64, 8, 0, 0);

    private static final ElementFormat[] ALL = values();

    private final DataType wire;
    private final ElementType type;
    private final int bytes;
    private final long minimum;
    private final long maximum;

    ElementFormat(DataType wire, ElementType type, int bytes, long minimum, long maximum) {
        this.wire = wire;
        this.type = type;
        this.bytes = bytes;
        this.minimum = minimum;
        this.maximum = maximum;
    }

    /** Returns the format of a type of the wire; {@code where} names what has it. */
    static ElementFormat of(DataType wire, String where) {
        for (ElementFormat each : ALL) {
            if (each.wire == wire) {
                return each;
            }
        }
        throw new CodecException(where + " must name its element type, but has "
                + (wire == DataType.UNRECOGNIZED ? "one that this version does not know" : wire.name()));
    }

    static ElementFormat of(ElementType type) {
        return valueOf(type.name());
    }

    DataType wire() {
        return wire;
    }

    ElementType type() {
        return type;
    }

    boolean isReal() {
        return type.isReal();
    }

    int bytes() {
        return bytes;
    }

    /** Returns the smallest integer; of uint64 that of the bits. */
    long minimum() {
        return minimum;
    }

    /** Returns the largest integer. */
    long maximum() {
        return maximum;
    }

    /** Returns the name in messages, which is NumPy's. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
