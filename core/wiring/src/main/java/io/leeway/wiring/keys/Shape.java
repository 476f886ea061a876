package io.leeway.wiring.keys;

import io.leeway.spi.Configured;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The form of a value in YAML, by the type that it is read into. */
public sealed interface Shape {
    /** A text, number or boolean. */
    record Scalar(Class<?> type) implements Shape {}

    /** A list. */
    record Items(AnnotatedType element) implements Shape {}

    /** A mapping with keys of the user's choice. */
    record Entries(AnnotatedType value) implements Shape {}

    /** A mapping with the keys of a record. */
    record Section(Class<? extends Record> type) implements Shape {}

    /** Anything, kept as it was written. */
    record Any() implements Shape {}

    /** A component. */
    record Choice(Class<?> kind) implements Shape {}

    /** Types that a scalar is read into, enums apart. */
    Set<Class<?>> SCALARS = Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            float.class,
            Float.class,
            double.class,
            Double.class,
            boolean.class,
            Boolean.class,
            String.class,
            Path.class,
            Duration.class);

    /**
     * Returns the shape of a type.
     *
     * @throws IllegalArgumentException if no value can be read into it
     */
    static Shape of(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (type instanceof Class<?> plain) {
            if (SCALARS.contains(plain) || plain.isEnum()) {
                return new Scalar(plain);
            }
            if (AsWritten.class.isAssignableFrom(plain)) {
                return new Any();
            }
            if (plain.isRecord() && plain != Configured.class) {
                return new Section(plain.asSubclass(Record.class));
            }
        }
        if (type instanceof ParameterizedType generic && annotated instanceof AnnotatedParameterizedType parameters) {
            AnnotatedType[] arguments = parameters.getAnnotatedActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new Items(arguments[0]);
            }
            if (generic.getRawType() == Map.class && arguments[0].getType() == String.class) {
                return new Entries(arguments[1]);
            }
            if (generic.getRawType() == Configured.class && arguments[0].getType() instanceof Class<?> kind) {
                return new Choice(kind);
            }
        }
        throw new IllegalArgumentException("No value can be read into " + type.getTypeName()
                + ": use numbers, booleans, String, Path, Duration, enums, records, List, Map<String, …>"
                + " or Configured");
    }
}
