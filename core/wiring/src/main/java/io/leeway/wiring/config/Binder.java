package io.leeway.wiring.config;

import io.leeway.spi.Configured;
import io.leeway.wiring.keys.Key;
import io.leeway.wiring.keys.Shape;
import io.leeway.wiring.registry.Registry;
import java.lang.reflect.AnnotatedType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reader of nodes into the types that are wanted. A method that returns null has added a problem. */
final class Binder {
    private final Registry registry;
    private final Constraints constraints;
    private final Problems problems;
    private final Map<String, Path> folders;

    /**
     * Makes a binder.
     *
     * @param folders what relative paths are relative to, by the file that they are written in; in others, it is the
     *     working directory
     */
    Binder(Registry registry, Constraints constraints, Problems problems, Map<String, Path> folders) {
        this.registry = registry;
        this.constraints = constraints;
        this.problems = problems;
        this.folders = folders;
    }

    Registry registry() {
        return registry;
    }

    Constraints constraints() {
        return constraints;
    }

    Problems problems() {
        return problems;
    }

    /** Reads a record; {@code title} says what it configures, for messages about its keys, or is empty. */
    <R extends Record> @Nullable R section(Class<R> type, YamlNode node, String path, String title) {
        return new SectionBinder<>(this, type, path, title).bind(node);
    }

    /**
     * Reads any value.
     *
     * @param infinite whether numbers may be infinite
     */
    @Nullable
    Object value(AnnotatedType type, boolean infinite, YamlNode given, String path) {
        Shape shape = Shape.of(type);
        YamlNode node = read(shape, given);
        if (node == null) {
            return null;
        }
        if (shape instanceof Shape.Scalar scalar) {
            return scalar(scalar.type(), infinite, node, path);
        } else if (shape instanceof Shape.Items items) {
            return items(items.element(), infinite, node, path);
        } else if (shape instanceof Shape.Entries entries) {
            return entries(entries.value(), infinite, node, path);
        } else if (shape instanceof Shape.Section section) {
            return section(section.type(), node, path, "");
        } else if (shape instanceof Shape.Any) {
            return new Setting.Value(node, folders.get(node.location().source()));
        }
        return choice(((Shape.Choice) shape).kind(), node, path, List.of());
    }

    /** Returns what an option gives, as a text where one is wanted, else as YAML; null if it is none. */
    @Nullable
    YamlNode read(Shape shape, YamlNode node) {
        boolean text =
                shape instanceof Shape.Scalar scalar && (scalar.type() == String.class || scalar.type() == Path.class);
        return text && node instanceof YamlNode.Given given ? given.asText() : problems.read(node);
    }

    /**
     * Reads the choice of a component.
     *
     * @param siblings the keys of the section that the component's keys stand beside
     */
    <K> @Nullable Configured<K> choice(Class<K> kind, YamlNode node, String path, List<Key> siblings) {
        return new ChoiceBinder<>(this, kind, path, siblings).bind(node);
    }

    private @Nullable Object scalar(Class<?> type, boolean infinite, YamlNode node, String path) {
        try {
            if (!(node instanceof YamlNode.Scalar scalar)) {
                throw ScalarReader.mustBe(ScalarReader.noun(type), node);
            }
            Object value = ScalarReader.read(scalar, type, infinite);
            Path folder = folders.get(node.location().source());
            return value instanceof Path given && folder != null ? folder.resolve(given) : value;
        } catch (IllegalArgumentException wrong) {
            problems.add(node.location(), path, String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    /** Reads a list; null if an item is wrong, so that what is asked of the list is not asked of a part of it. */
    private @Nullable List<Object> items(AnnotatedType element, boolean infinite, YamlNode node, String path) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            problems.add(node.location(), path, mustBe("a list, like [1, 2]", node));
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            Object value = value(element, infinite, sequence.items().get(i), path + "[" + i + "]");
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == sequence.items().size() ? Collections.unmodifiableList(values) : null;
    }

    /** Reads a mapping; null if a value is wrong. */
    private @Nullable Map<String, Object> entries(AnnotatedType type, boolean infinite, YamlNode node, String path) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(node.location(), path, mustBe("a mapping of names to values", node));
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.entries().forEach((name, entry) -> {
            Object value = value(type, infinite, entry.value(), join(path, name));
            if (value != null) {
                values.put(name, value);
            }
        });
        return values.size() == mapping.entries().size() ? Collections.unmodifiableMap(values) : null;
    }

    /** Returns "must be …, but is …". */
    static String mustBe(String wanted, YamlNode node) {
        return String.valueOf(ScalarReader.mustBe(wanted, node).getMessage());
    }

    /** Returns the path of a key; one with dots in it is quoted, as {@code --set} wants it. */
    static String join(String path, String key) {
        String step = key.contains(".") ? "\"" + key + "\"" : key;
        return path.isEmpty() ? step : path + "." + step;
    }
}
