package io.leeway.datasets.hdf5.input;

import io.leeway.datasets.hdf5.format.Cursor;
import io.leeway.datasets.hdf5.format.Datatype;
import io.leeway.datasets.hdf5.format.GlobalHeap;
import io.leeway.datasets.hdf5.format.ObjectHeader;
import io.leeway.datasets.hdf5.format.StoredAttribute;
import io.leeway.spi.environment.Space.ElementType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a group or array.
 *
 * @param values by name: String, Long, BigInteger (from 2⁶³ on), Float, Double or Boolean; for arrays, lists of them,
 *     nested by dimension
 * @param types by name: {@code text}, {@code bool}, or what NumPy calls the numbers
 * @param leftOut the names of those that hold something else, or too much
 */
public record Hdf5Attributes(Map<String, Object> values, Map<String, String> types, Set<String> leftOut) {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ELEMENTS = 1 << 16;

    static Hdf5Attributes of(ObjectHeader header) {
        Map<String, Object> values = new TreeMap<>();
        Map<String, String> types = new TreeMap<>();
        Set<String> leftOut = new TreeSet<>();
        StoredAttribute.of(header).forEach((name, stored) -> {
            Object value = value(stored);
            if (value == null) {
                leftOut.add(name);
            } else {
                values.put(name, value);
                types.put(name, type(stored.type()));
            }
        });
        return new Hdf5Attributes(values, types, leftOut);
    }

    /** Returns the value of that name, or null where there is none. */
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    private static String type(Datatype type) {
        if (type instanceof Datatype.Inner inner) {
            return type(inner.base());
        }
        StoredNumbers numbers = StoredNumbers.of(type);
        ElementType column = numbers.type();
        return column == null ? numbers.name() : column.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object value(StoredAttribute stored) {
        List<Long> shape = new ArrayList<>(stored.space().dimensions());
        Datatype type = stored.type();
        while (type instanceof Datatype.Inner inner) {
            shape.addAll(inner.dimensions());
            type = inner.base();
        }
        long count = shape.stream().reduce(1L, Math::multiplyExact);
        if (stored.space().empty() || stored.bytes().length > MOST_BYTES || count > MOST_ELEMENTS) {
            return null;
        }
        List<Object> elements = elements(stored, type, (int) count);
        return elements == null ? null : nested(elements.iterator(), shape);
    }

    private static Object nested(Iterator<Object> elements, List<Long> shape) {
        if (shape.isEmpty()) {
            return elements.next();
        }
        List<Object> list = new ArrayList<>();
        for (long i = 0; i < shape.get(0); i++) {
            list.add(nested(elements, shape.subList(1, shape.size())));
        }
        return list;
    }

    private static @Nullable List<Object> elements(StoredAttribute stored, Datatype type, int count) {
        List<Object> elements = new ArrayList<>();
        byte[] bytes = stored.bytes();
        if (type instanceof Datatype.Text text) {
            Cursor references = GlobalHeap.references(stored.file(), bytes);
            for (int i = 0; i < count; i++) {
                elements.add(GlobalHeap.text(stored.file(), references.piece(text.size())));
            }
            return elements;
        } else if (type instanceof Datatype.FixedText text) {
            for (int i = 0; i < count; i++) {
                elements.add(text(bytes, i * text.size(), text));
            }
            return elements;
        }
        StoredNumbers numbers = StoredNumbers.of(type);
        if (numbers.type() == null) {
            return null;
        }
        for (int i = 0; i < count; i++) {
            elements.add(number(numbers, bytes, i * type.size()));
        }
        return elements;
    }

    private static String text(byte[] bytes, int at, Datatype.FixedText type) {
        int end = at + type.size();
        while (end > at && (bytes[end - 1] == 0 || (type.spaces() && bytes[end - 1] == ' '))) {
            end--;
        }
        return Cursor.text(bytes, at, end - at);
    }

    private static Object number(StoredNumbers numbers, byte[] bytes, int at) {
        ElementType type = Objects.requireNonNull(numbers.type());
        return switch (type) {
            case BOOL -> numbers.whole(bytes, at) != 0;
            case FLOAT16, FLOAT32 -> (float) numbers.real(bytes, at);
            case FLOAT64 -> numbers.real(bytes, at);
            case UINT64 -> {
                long whole = numbers.whole(bytes, at);
                yield whole >= 0 ? (Object) whole : new BigInteger(Long.toUnsignedString(whole));
            }
            default -> numbers.whole(bytes, at);
        };
    }
}
