package io.leeway.spi.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/** The element types of a {@link NumpyArchive}, with how they are written. */
enum NumpyType {
    FLOAT("<f4", 4, float[].class),
    DOUBLE("<f8", 8, double[].class),
    INT("<i4", 4, int[].class),
    LONG("<i8", 8, long[].class),
    BYTE("|u1", 1, byte[].class);

    private static final int CHUNK = 1 << 16;

    final String code;
    final int width;
    final Class<?> type;

    NumpyType(String code, int width, Class<?> type) {
        this.code = code;
        this.width = width;
        this.type = type;
    }

    static NumpyType of(Object array) {
        for (NumpyType type : values()) {
            if (type.type.isInstance(array)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "Arrays of " + array.getClass().getSimpleName() + " cannot be kept in a NumPy archive");
    }

    static NumpyType of(String code) throws ZipException {
        for (NumpyType type : values()) {
            if (type.code.equals(code)) {
                return type;
            }
        }
        throw new ZipException("unsupported element type " + code);
    }

    int length(Object array) {
        return Array.getLength(array);
    }

    void write(Object array, OutputStream output) throws IOException {
        int length = length(array);
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < length; from += CHUNK / width) {
            int size = Math.min(CHUNK / width, length - from);
            switch (this) {
                case FLOAT -> buffer.asFloatBuffer().put((float[]) array, from, size);
                case DOUBLE -> buffer.asDoubleBuffer().put((double[]) array, from, size);
                case INT -> buffer.asIntBuffer().put((int[]) array, from, size);
                case LONG -> buffer.asLongBuffer().put((long[]) array, from, size);
                case BYTE -> buffer.put(0, (byte[]) array, from, size);
            }
            output.write(buffer.array(), 0, size * width);
        }
    }

    /** Reads in growing steps, so that a header that lies about its size cannot exhaust memory. */
    Object read(DataInputStream input, int length) throws IOException {
        Object array = Array.newInstance(type.getComponentType(), Math.min(length, CHUNK));
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < length; from += CHUNK / width) {
            int size = Math.min(CHUNK / width, length - from);
            input.readFully(buffer.array(), 0, size * width);
            if (from + size > length(array)) {
                array = grow(array, (int) Math.min(length, 2L * (from + size)));
            }
            switch (this) {
                case FLOAT -> buffer.asFloatBuffer().get((float[]) array, from, size);
                case DOUBLE -> buffer.asDoubleBuffer().get((double[]) array, from, size);
                case INT -> buffer.asIntBuffer().get((int[]) array, from, size);
                case LONG -> buffer.asLongBuffer().get((long[]) array, from, size);
                case BYTE -> buffer.get(0, (byte[]) array, from, size);
            }
        }
        return length(array) == length ? array : grow(array, length);
    }

    private Object grow(Object array, int length) {
        Object larger = Array.newInstance(type.getComponentType(), length);
        System.arraycopy(array, 0, larger, 0, Math.min(length, length(array)));
        return larger;
    }
}
