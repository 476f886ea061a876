package io.leeway.wiring.keys;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A key of a configuration record, as its author declared it.
 *
 * @param name kebab-case, as users write it
 * @param type what its value is read into
 * @param defaultText the value of a key that is left out, as YAML; null if there is none
 * @param nullable whether it may be left out and is then null
 * @param inline whether it is a component or a record whose keys stand beside the record's own
 * @param description one sentence, or empty
 * @param constraints the {@code jakarta.validation} annotations
 * @param component the record's component
 */
public record Key(
        String name,
        AnnotatedType type,
        @Nullable String defaultText,
        boolean nullable,
        boolean inline,
        String description,
        List<Annotation> constraints,
        RecordComponent component) {

    /** Returns the keys of a record as users write them, in its order: those of an inline record among its own. */
    public static List<Key> of(Class<? extends Record> record) {
        return declared(record).stream().flatMap(Key::spread).toList();
    }

    /** Returns one key for each component of a record; an inline record stands for its keys. */
    public static List<Key> declared(Class<? extends Record> record) {
        return Arrays.stream(record.getRecordComponents()).map(Key::of).toList();
    }

    /** Returns the inline record whose keys this stands for, or null if it is a key that users write. */
    public @Nullable Class<? extends Record> inlineRecord() {
        return inline && Shape.of(type) instanceof Shape.Section section ? section.type() : null;
    }

    private Stream<Key> spread() {
        Class<? extends Record> record = inlineRecord();
        if (record == null) {
            return Stream.of(this);
        }
        Map<?, ?> changes = defaultText == null
                ? Map.of()
                : (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(defaultText);
        return of(record).stream()
                .map(key ->
                        changes.containsKey(key.name) ? key.withDefault(String.valueOf(changes.get(key.name))) : key);
    }

    private Key withDefault(String text) {
        return new Key(name, type, text, nullable, inline, description, constraints, component);
    }

    private static Key of(RecordComponent component) {
        Default given = component.getAnnotation(Default.class);
        Description description = component.getAnnotation(Description.class);
        return new Key(
                KebabCase.ofCamelCase(component.getName()),
                component.getAnnotatedType(),
                given == null ? null : given.value(),
                isNullable(component.getAnnotatedType()),
                component.isAnnotationPresent(Inline.class),
                description == null ? "" : description.value(),
                constraints(component),
                component);
    }

    /** Returns whether users must give it. */
    public boolean required() {
        return defaultText == null && !nullable;
    }

    private static boolean isNullable(AnnotatedType type) {
        return Arrays.stream(type.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static List<Annotation> constraints(RecordComponent component) {
        try {
            Annotation[] annotations = component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .getAnnotations();
            return Arrays.stream(annotations).filter(Requirement::isConstraint).toList();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
