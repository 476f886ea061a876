package io.leeway.datasets.hdf5.output;

import io.leeway.spi.environment.Space.ElementType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The attributes of one object: single values by name. */
final class Attributes {
    private static final int VERSION = 1;
    private static final int LEAST_HEAP = 4096;

    private final Map<String, Object> values = new LinkedHashMap<>();

    void put(String name, Object value) {
        if (!(value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || (value instanceof BigInteger whole && whole.signum() >= 0 && whole.bitLength() <= 64))) {
            throw new IllegalArgumentException("The attribute '" + name + "' cannot be " + value.getClass());
        }
        values.put(name, value);
    }

    /** Writes what does not fit a header, and adds a message for each attribute. */
    void write(OutputFile file, ObjectHeader header) {
        values.forEach((name, value) -> header.add(ObjectHeader.ATTRIBUTE, message(file, name, value), false));
    }

    private static Block message(OutputFile file, String name, Object value) {
        Block type = type(value);
        Block space = new Block().put1(1).zeros(7);
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return new Block()
                .put1(VERSION)
                .put1(0)
                .put2(text.length + 1)
                .put2(type.length())
                .put2(space.length())
                .put(text)
                .put1(0)
                .pad()
                .put(type)
                .pad()
                .put(space)
                .put(data(file, value));
    }

    private static Block type(Object value) {
        if (value instanceof String) {
            return NumberType.text();
        } else if (value instanceof BigInteger) {
            return NumberType.integer(8, false);
        } else if (value instanceof Long) {
            return NumberType.of(ElementType.INT64);
        }
        return NumberType.of(value instanceof Boolean ? ElementType.BOOL : ElementType.FLOAT64);
    }

    private static Block data(OutputFile file, Object value) {
        if (value instanceof String text) {
            return text(file, text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof BigInteger whole) {
            return new Block().put8(whole.longValue());
        } else if (value instanceof Long whole) {
            return new Block().put8(whole);
        } else if (value instanceof Boolean flag) {
            return new Block().put1(flag ? 1 : 0);
        }
        return new Block().put8(Double.doubleToRawLongBits((Double) value));
    }

    /** Writes text into a heap of its own (section III.E) and returns where it is. */
    private static Block text(OutputFile file, byte[] text) {
        Block object = new Block().put2(1).put2(1).put4(0).put8(text.length).put(text);
        object.pad();
        int used = 16 + object.length();
        int size = Math.max(LEAST_HEAP, used + 16);
        Block heap = new Block().text("GCOL").put1(1).zeros(3).put8(size).put(object);
        heap.put2(0).put2(0).put4(0).put8(size - used).zeros(size - used - 16);
        return new Block().put4(text.length).put8(file.append(heap)).put4(1);
    }
}
