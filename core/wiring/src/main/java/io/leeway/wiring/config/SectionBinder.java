package io.leeway.wiring.config;

import io.leeway.wiring.keys.Key;
import io.leeway.wiring.keys.Shape;
import io.leeway.wiring.registry.Nearest;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reader of one mapping into a record. */
final class SectionBinder<R extends Record> {
    private final Binder binder;
    private final Class<R> type;
    private final String path;
    private final String title;
    private final List<Key> keys;

    SectionBinder(Binder binder, Class<R> type, String path, String title) {
        this.binder = binder;
        this.type = type;
        this.path = path;
        this.title = title;
        this.keys = Key.of(type);
    }

    @Nullable
    R bind(YamlNode given) {
        Optional<Key> inline = keys.stream().filter(Key::inline).findFirst();
        YamlNode node = given;
        if (inline.isPresent() && node instanceof YamlNode.Scalar && !node.isNull()) {
            node = YamlNode.Mapping.of("type", node);
        }
        if (!(node instanceof YamlNode.Mapping mapping)) {
            binder.problems().add(node.location(), path, Binder.mustBe("a mapping of keys to values", node));
            return null;
        }
        int before = binder.problems().count();
        List<String> misspelt = inline.isPresent() ? List.of() : refuseUnknown(mapping);
        Object[] arguments = new Object[keys.size()];
        for (int i = 0; i < arguments.length; i++) {
            Key key = keys.get(i);
            arguments[i] = key.inline() ? inlined(key, mapping) : value(key, mapping, misspelt);
        }
        return binder.problems().count() == before ? construct(arguments, mapping) : null;
    }

    /** Returns the keys that the unknown ones may have meant. */
    private List<String> refuseUnknown(YamlNode.Mapping mapping) {
        List<String> names = keys.stream().map(Key::name).toList();
        List<String> misspelt = new ArrayList<>();
        mapping.entries().forEach((name, entry) -> {
            if (!names.contains(name)) {
                String known =
                        names.isEmpty() ? " There are no keys." : " The keys are: " + String.join(", ", names) + ".";
                String owner = title.isEmpty() ? "here" : "of " + title;
                binder.problems()
                        .add(
                                entry.key(),
                                Binder.join(path, name),
                                "is not a key " + owner + "." + Nearest.question(name, names) + known);
                Nearest.to(name, names).ifPresent(misspelt::add);
            }
        });
        return misspelt;
    }

    private @Nullable Object value(Key key, YamlNode.Mapping mapping, List<String> misspelt) {
        YamlNode.Entry entry = mapping.entries().get(key.name());
        String where = Binder.join(path, key.name());
        if (entry == null || (entry.value().isNull() && key.defaultText() != null && !isScalar(key))) {
            return absent(key, mapping, where, misspelt);
        }
        if (entry.value().isNull() && key.nullable()) {
            return null;
        }
        YamlNode given = binder.read(Shape.of(key.type()), entry.value());
        return given == null ? null : checked(key, Defaults.under(key, given, binder.problems()), where);
    }

    private @Nullable Object absent(Key key, YamlNode.Mapping mapping, String where, List<String> misspelt) {
        YamlNode fallback = Defaults.node(key, binder.problems());
        if (fallback != null) {
            return checked(key, fallback, where);
        }
        if (key.required() && !misspelt.contains(key.name())) {
            String description = key.description().isEmpty() ? "" : ": " + key.description();
            binder.problems().add(mapping.location(), where, "is required" + description);
        }
        return null;
    }

    private @Nullable Object checked(Key key, YamlNode node, String where) {
        Object value = binder.value(key.type(), Defaults.isInfinite(key), node, where);
        if (value != null) {
            binder.constraints().check(key, value, node, where, binder.problems());
        }
        return value;
    }

    /** Reads the component whose keys stand beside the section's own. */
    private @Nullable Object inlined(Key key, YamlNode.Mapping mapping) {
        Map<String, YamlNode.Entry> rest = new LinkedHashMap<>(mapping.entries());
        List<Key> siblings = keys.stream().filter(other -> !other.inline()).toList();
        siblings.forEach(sibling -> rest.remove(sibling.name()));
        YamlNode own = new YamlNode.Mapping(mapping.location(), Collections.unmodifiableMap(rest));
        Class<?> kind = ((Shape.Choice) Shape.of(key.type())).kind();
        return binder.choice(kind, Defaults.under(key, own, binder.problems()), path, siblings);
    }

    private static boolean isScalar(Key key) {
        return Shape.of(key.type()) instanceof Shape.Scalar;
    }

    private @Nullable R construct(@Nullable Object[] values, YamlNode.Mapping mapping) {
        return construct(type, Arrays.asList(values).iterator(), mapping);
    }

    /** Constructs a record from the next values, one for each of its keys and of those of records inline in it. */
    private <T extends Record> @Nullable T construct(
            Class<T> record, Iterator<@Nullable Object> values, YamlNode.Mapping mapping) {
        List<Key> declared = Key.declared(record);
        int before = binder.problems().count();
        @Nullable Object[] arguments = new Object[declared.size()];
        for (int i = 0; i < arguments.length; i++) {
            Class<? extends Record> inline = declared.get(i).inlineRecord();
            arguments[i] = inline == null ? values.next() : construct(inline, values, mapping);
        }
        return binder.problems().count() == before ? newInstance(record, declared, arguments, mapping) : null;
    }

    private <T extends Record> @Nullable T newInstance(
            Class<T> record, List<Key> declared, @Nullable Object[] arguments, YamlNode.Mapping mapping) {
        Class<?>[] types =
                declared.stream().map(key -> key.component().getType()).toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException failure) {
            binder.problems().add(mapping.location(), path, refusal(failure.getCause()));
            return null;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("Cannot construct " + record.getName(), impossible);
        }
    }

    /**
     * A compact constructor refuses with an {@link IllegalArgumentException}; anything else is a fault of its author.
     */
    private String refusal(@Nullable Throwable cause) {
        String message = cause instanceof IllegalArgumentException ? cause.getMessage() : null;
        return message == null ? "is refused by " + type.getName() + ": " + cause : message;
    }
}
