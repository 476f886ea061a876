package io.leeway.datasets.hdf5.output;

import io.leeway.spi.environment.Space.ElementType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The type, shape and elements of an attribute.
 *
 * @param type {@code text}, {@code bool}, or what NumPy calls the numbers
 * @param value a single value, or a list of them, nested by dimension
 */
record AttributeData(String type, Object value) {
    /** The most that a header holds of an attribute. */
    static final int MOST_BYTES = 60_000;

    private static final String TEXT = "text";
    private static final int TEXT_BYTES = 16;
    private static final int LEAST_HEAP = 4096;

    private int elementBytes() {
        return type.equals(TEXT) ? TEXT_BYTES : element().bytes();
    }

    private ElementType element() {
        return ElementType.valueOf(type.toUpperCase(Locale.ROOT));
    }

    int bytes() {
        long count = shape().stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b);
        return (int) Math.min(Integer.MAX_VALUE, count * elementBytes());
    }

    private List<Integer> shape() {
        List<Integer> shape = new ArrayList<>();
        Object at = value;
        while (at instanceof List<?> list) {
            shape.add(list.size());
            at = list.isEmpty() ? "" : list.get(0);
        }
        return shape;
    }

    Block space() {
        List<Integer> shape = shape();
        Block space = new Block().put1(1).put1(shape.size()).zeros(6);
        shape.forEach(space::put8);
        return space;
    }

    Block datatype() {
        return type.equals(TEXT) ? NumberType.text() : NumberType.of(element());
    }

    /** Writes what does not fit a header, and returns the elements. */
    Block data(OutputFile file) {
        Block data = new Block();
        put(file, data, value);
        return data;
    }

    private void put(OutputFile file, Block data, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(element -> put(file, data, (Object) element));
        } else if (value instanceof String text) {
            data.put(text(file, text.getBytes(StandardCharsets.UTF_8)));
        } else if (value instanceof Boolean flag) {
            data.put1(flag ? 1 : 0);
        } else if (type.equals("float16")) {
            data.put2(ElementType.half(((Number) value).doubleValue()));
        } else if (type.equals("float32")) {
            data.put4(Float.floatToRawIntBits(((Number) value).floatValue()));
        } else if (type.equals("float64")) {
            data.put8(Double.doubleToRawLongBits(((Number) value).doubleValue()));
        } else {
            long whole = ((Number) value).longValue();
            for (int i = 0; i < elementBytes(); i++) {
                data.put1((int) (whole >> (8 * i)));
            }
        }
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
