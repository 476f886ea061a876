package io.leeway.wiring.config;

import io.leeway.wiring.keys.KebabCase;
import io.leeway.wiring.keys.Key;
import io.leeway.wiring.keys.Requirement;
import io.leeway.wiring.keys.Shape;
import io.leeway.wiring.registry.Registered;
import io.leeway.wiring.registry.Registry;
import java.lang.reflect.AnnotatedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema (draft 2020-12) of a configuration, with which editors complete and check YAML as it is typed. It
 * knows every component of a registry. What it accepts, {@link Configurations} accepts too, but for checks across keys.
 */
public final class JsonSchema {
    private static final String TYPE = "type";

    private final Registry registry;
    private final Map<String, Object> definitions = new TreeMap<>();

    private JsonSchema(Registry registry) {
        this.registry = registry;
    }

    /** Returns the schema as a tree; {@link ConfigurationTree#json} writes it. */
    public static Map<String, Object> of(Class<? extends Record> type, String title, Registry registry) {
        JsonSchema schema = new JsonSchema(registry);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        tree.put("title", title);
        tree.putAll(schema.section(type));
        tree.put("$defs", schema.definitions);
        return tree;
    }

    private Map<String, Object> section(Class<? extends Record> type) {
        List<Key> keys = Key.of(type);
        return keys.stream()
                .filter(Key::inline)
                .findFirst()
                .map(inline -> sectionAround(type, inline, keys))
                .orElseGet(() -> mapping(keys, Map.of()));
    }

    /** A section whose other keys depend on the component that is chosen in it. */
    private Map<String, Object> sectionAround(Class<? extends Record> type, Key inline, List<Key> keys) {
        Class<?> kind = ((Shape.Choice) Shape.of(inline.type())).kind();
        List<Key> siblings = keys.stream().filter(key -> !key.inline()).toList();
        String prefix = name(type) + "-";
        Map<String, Object> chosen = chosen(kind, prefix, siblings, defaultType(inline));
        boolean complete = siblings.stream().noneMatch(Key::required);
        return complete ? Map.of("anyOf", List.of(names(kind), chosen)) : chosen;
    }

    private Map<String, Object> mapping(List<Key> keys, Map<String, Object> first) {
        Map<String, Object> properties = new LinkedHashMap<>(first);
        keys.forEach(key -> properties.put(key.name(), property(key)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(TYPE, "object");
        schema.put("properties", properties);
        List<String> required =
                keys.stream().filter(Key::required).map(Key::name).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> property(Key key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!key.description().isEmpty()) {
            schema.put("description", key.description());
        }
        if (key.defaultText() != null) {
            schema.put("default", Defaults.plain(key.defaultText()));
        }
        Shape shape = Shape.of(key.type());
        Map<String, Object> value = value(shape, key);
        key.constraints().forEach(constraint -> value.putAll(SchemaKeywords.of(constraint, shape)));
        boolean structured = !(shape instanceof Shape.Scalar);
        boolean mayBeEmpty = key.nullable() || (structured && key.defaultText() != null);
        schema.putAll(mayBeEmpty ? Map.of("anyOf", List.of(value, Map.of(TYPE, "null"))) : value);
        return schema;
    }

    private Map<String, Object> value(Shape shape, @Nullable Key key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (shape instanceof Shape.Scalar scalar) {
            return scalar(scalar.type(), key != null && Defaults.isInfinite(key));
        } else if (shape instanceof Shape.Items items) {
            schema.put(TYPE, "array");
            schema.put("items", element(items.element()));
        } else if (shape instanceof Shape.Entries entries) {
            schema.put(TYPE, "object");
            schema.put("additionalProperties", element(entries.value()));
        } else if (shape instanceof Shape.Section section) {
            schema.put("$ref", define(name(section.type()), () -> section(section.type())));
        } else if (shape instanceof Shape.Any) {
            return schema;
        } else if (shape instanceof Shape.Choice choice) {
            return choice(choice.kind(), key == null ? null : defaultType(key));
        }
        return schema;
    }

    private Map<String, Object> element(AnnotatedType type) {
        Shape shape = Shape.of(type);
        Map<String, Object> schema = new LinkedHashMap<>(value(shape, null));
        Arrays.stream(type.getAnnotations())
                .filter(Requirement::isConstraint)
                .forEach(constraint -> schema.putAll(SchemaKeywords.of(constraint, shape)));
        return schema;
    }

    private static Map<String, Object> scalar(Class<?> type, boolean infinite) {
        Map<String, Object> schema = new LinkedHashMap<>();
        String noun = ScalarReader.noun(type);
        if (type.isEnum()) {
            schema.put("enum", ScalarReader.constants(type));
        } else if (noun.equals("a number") && infinite) {
            schema.put("anyOf", List.of(Map.of(TYPE, "number"), Map.of("enum", List.of(".inf", "-.inf"))));
        } else if (noun.equals("a number")) {
            schema.put(TYPE, "number");
        } else if (noun.equals("a whole number")) {
            schema.put(TYPE, "integer");
        } else if (noun.equals("true or false")) {
            schema.put(TYPE, "boolean");
        } else {
            schema.put(TYPE, "string");
        }
        return schema;
    }

    /** A component by its name alone, or a mapping; {@code fallback} is what a mapping without type stands for. */
    private Map<String, Object> choice(Class<?> kind, @Nullable String fallback) {
        String suffix = fallback == null ? "" : "-default-" + fallback;
        String reference = define(
                KebabCase.ofKind(kind) + suffix,
                () -> Map.of("anyOf", List.of(names(kind), chosen(kind, "", List.of(), fallback))));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$ref", reference);
        return schema;
    }

    /** The names of components that need no key. */
    private Map<String, Object> names(Class<?> kind) {
        return Map.of(
                "enum",
                registry.ofKind(kind).stream()
                        .filter(registered -> Key.of(registered.component().configuration()).stream()
                                .noneMatch(Key::required))
                        .map(registered -> registered.component().name())
                        .toList());
    }

    /** A mapping with {@code type}, whose other keys are the component's and those of {@code siblings}. */
    private Map<String, Object> chosen(Class<?> kind, String prefix, List<Key> siblings, @Nullable String fallback) {
        List<Object> types = new ArrayList<>();
        List<Object> cases = new ArrayList<>();
        for (Registered<?> registered : registry.ofKind(kind)) {
            String name = registered.component().name();
            types.add(
                    ordered("const", name, "description", registered.component().summary()));
            String reference =
                    define(prefix + KebabCase.ofKind(kind) + "." + name, () -> component(registered, siblings));
            Map<String, Object> named = ordered("properties", Map.of(TYPE, Map.of("const", name)));
            if (!name.equals(fallback)) {
                named.put("required", List.of(TYPE));
            }
            cases.add(ordered("if", named, "then", Map.of("$ref", reference)));
        }
        Map<String, Object> schema = ordered(TYPE, "object", "properties", Map.of(TYPE, Map.of("anyOf", types)));
        if (fallback == null) {
            schema.put("required", List.of(TYPE));
        }
        schema.put("allOf", cases);
        return schema;
    }

    private Map<String, Object> component(Registered<?> registered, List<Key> siblings) {
        List<Key> keys = new ArrayList<>(siblings);
        keys.addAll(Key.of(registered.component().configuration()));
        Map<String, Object> schema =
                ordered("description", registered.component().summary());
        schema.putAll(mapping(
                keys, Map.of(TYPE, Map.of("const", registered.component().name()))));
        return schema;
    }

    /** Defines a schema once, even if it refers to itself, and returns the reference to it. */
    private String define(String name, java.util.function.Supplier<Map<String, Object>> schema) {
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, schema.get());
        }
        return "#/$defs/" + name;
    }

    private static @Nullable String defaultType(Key key) {
        Object fallback = key.defaultText() == null ? null : Defaults.plain(key.defaultText());
        Object type = fallback instanceof Map<?, ?> mapping ? mapping.get(TYPE) : fallback;
        return type instanceof String name ? name : null;
    }

    private static String name(Class<?> type) {
        return type.getName().replace('$', '.');
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
