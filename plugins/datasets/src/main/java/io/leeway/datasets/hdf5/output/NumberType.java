package io.leeway.datasets.hdf5.output;

import io.leeway.spi.environment.Space.ElementType;

/**
 * The descriptions of types of numbers (section IV.A.2.d, version 1); flags are h5py's enumeration of FALSE and TRUE.
 */
final class NumberType {
    private static final int INTEGER = 0x10;
    private static final int FLOAT = 0x11;
    private static final int ENUMERATION = 0x18;
    private static final int VARIABLE_LENGTH = 0x19;
    private static final int SIGNED = 0x08;

    private NumberType() {}

    static Block of(ElementType type) {
        return switch (type) {
            case BOOL -> flags();
            case INT8 -> integer(1, true);
            case UINT8 -> integer(1, false);
            case INT16 -> integer(2, true);
            case UINT16 -> integer(2, false);
            case INT32 -> integer(4, true);
            case UINT32 -> integer(4, false);
            case INT64 -> integer(8, true);
            case UINT64 -> integer(8, false);
            case FLOAT16 ->
                new Block()
                        .put(floating(2, 15))
                        .put2(0)
                        .put2(16)
                        .put1(10)
                        .put1(5)
                        .put1(0)
                        .put1(10)
                        .put4(15);
            case FLOAT32 ->
                new Block()
                        .put(floating(4, 31))
                        .put2(0)
                        .put2(32)
                        .put1(23)
                        .put1(8)
                        .put1(0)
                        .put1(23)
                        .put4(127);
            case FLOAT64 ->
                new Block()
                        .put(floating(8, 63))
                        .put2(0)
                        .put2(64)
                        .put1(52)
                        .put1(11)
                        .put1(0)
                        .put1(52)
                        .put4(1023);
        };
    }

    static Block integer(int bytes, boolean signed) {
        return new Block()
                .put1(INTEGER)
                .put1(signed ? SIGNED : 0)
                .put2(0)
                .put4(bytes)
                .put2(0)
                .put2(8 * bytes);
    }

    private static Block floating(int bytes, int signBit) {
        return new Block().put1(FLOAT).put1(0x20).put1(signBit).put1(0).put4(bytes);
    }

    private static Block flags() {
        Block names = new Block().text("FALSE").pad().text("TRUE").pad();
        return new Block()
                .put1(ENUMERATION)
                .put2(2)
                .put1(0)
                .put4(1)
                .put(integer(1, true))
                .put(names)
                .put1(0)
                .put1(1);
    }

    /** Returns the type of UTF-8 text of any length. */
    static Block text() {
        return new Block()
                .put1(VARIABLE_LENGTH)
                .put1(1)
                .put1(1)
                .put1(0)
                .put4(16)
                .put(integer(1, false));
    }
}
