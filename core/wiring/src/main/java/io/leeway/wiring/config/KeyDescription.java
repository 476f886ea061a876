package io.leeway.wiring.config;

import io.leeway.wiring.keys.KebabCase;
import io.leeway.wiring.keys.Key;
import io.leeway.wiring.keys.Requirement;
import io.leeway.wiring.keys.Shape;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A configuration key as it is shown to users.
 *
 * @param path the key, after those of the sections that it is in
 * @param type what its value is, in words
 * @param defaultText what it is if it is left out, as YAML; null if it must be given
 * @param requirement what its value must be beyond its type, in words; may be empty
 * @param description what it means; may be empty
 */
public record KeyDescription(
        String path, String type, @Nullable String defaultText, String requirement, String description) {

    /** Returns the keys of a record, with those of its sections. */
    public static List<KeyDescription> of(Class<? extends Record> record) {
        List<KeyDescription> found = new ArrayList<>();
        collect(record, "", Map.of(), found);
        return found;
    }

    /** Returns one key, without those of a section in it. */
    public static KeyDescription of(Key key) {
        return describe(key, Shape.of(key.type()), key.name(), fallback(key));
    }

    private static void collect(
            Class<? extends Record> record, String prefix, Map<?, ?> changes, List<KeyDescription> found) {
        for (Key key : Key.of(record)) {
            String path = prefix + (key.inline() ? "type" : key.name());
            Shape shape = Shape.of(key.type());
            if (shape instanceof Shape.Section section && key.defaultText() != null) {
                Object fallback = Defaults.plain(key.defaultText());
                collect(section.type(), path + ".", fallback instanceof Map<?, ?> map ? map : Map.of(), found);
            } else {
                Object change = changes.get(key.name());
                found.add(describe(key, shape, path, change == null ? fallback(key) : change.toString()));
            }
        }
    }

    private static KeyDescription describe(Key key, Shape shape, String path, @Nullable String fallback) {
        return new KeyDescription(path, noun(shape), fallback, requirement(key, shape), key.description());
    }

    private static @Nullable String fallback(Key key) {
        return key.defaultText() == null && key.nullable() ? "null" : key.defaultText();
    }

    private static String requirement(Key key, Shape shape) {
        Stream<Annotation> own = key.constraints().stream();
        Stream<Annotation> ofItems = shape instanceof Shape.Items items
                ? Arrays.stream(items.element().getAnnotations()).filter(Requirement::isConstraint)
                : Stream.empty();
        return Stream.concat(own.map(Requirement::of), ofItems.map(constraint -> "each " + Requirement.of(constraint)))
                .collect(Collectors.joining(", "));
    }

    private static String noun(Shape shape) {
        if (shape instanceof Shape.Scalar scalar) {
            String noun = ScalarReader.noun(scalar.type());
            return noun.startsWith("a ") ? noun.substring(2).replaceFirst(" like .*", "") : noun;
        } else if (shape instanceof Shape.Items items) {
            return "list of " + plural(noun(Shape.of(items.element())));
        } else if (shape instanceof Shape.Entries entries) {
            return "mapping of names to " + plural(noun(Shape.of(entries.value())));
        } else if (shape instanceof Shape.Choice choice) {
            return KebabCase.wordsOfKind(choice.kind());
        } else if (shape instanceof Shape.Any) {
            return "value of any form";
        }
        return "mapping";
    }

    private static String plural(String noun) {
        return noun.contains(" or ") || noun.contains(",") || noun.endsWith("s") ? noun : noun + "s";
    }
}
