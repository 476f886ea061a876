package io.leeway.wiring.config;

import io.leeway.spi.Configured;
import io.leeway.wiring.keys.KebabCase;
import io.leeway.wiring.keys.Key;
import io.leeway.wiring.registry.Nearest;
import io.leeway.wiring.registry.Registered;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A reader of the choice of a component: its name, or a mapping of {@code type} and the component's keys. */
final class ChoiceBinder<K> {
    private static final String TYPE = "type";

    private final Binder binder;
    private final Class<K> kind;
    private final String path;
    private final List<Key> siblings;

    ChoiceBinder(Binder binder, Class<K> kind, String path, List<Key> siblings) {
        this.binder = binder;
        this.kind = kind;
        this.path = path;
        this.siblings = siblings;
    }

    @Nullable
    Configured<K> bind(YamlNode given) {
        YamlNode node = given instanceof YamlNode.Scalar && !given.isNull() ? YamlNode.Mapping.of(TYPE, given) : given;
        if (!(node instanceof YamlNode.Mapping mapping)) {
            String wanted = "the name of a component, or a mapping with '" + TYPE + "'";
            binder.problems().add(node.location(), path, Binder.mustBe(wanted, node));
            return null;
        }
        YamlNode.Entry entry = mapping.entries().get(TYPE);
        if (entry == null || entry.value().isNull()) {
            Location location =
                    entry == null ? mapping.location() : entry.value().location();
            problem(location, "is required: the name of the " + KebabCase.wordsOfKind(kind) + ".", "");
            return null;
        }
        YamlNode value = binder.problems().read(entry.value());
        if (value == null) {
            return null;
        }
        return value instanceof YamlNode.Scalar name ? named(name, mapping) : notAName(value);
    }

    private @Nullable Configured<K> notAName(YamlNode node) {
        problem(node.location(), Binder.mustBe("a name", node) + ".", "");
        return null;
    }

    private @Nullable Configured<K> named(YamlNode.Scalar name, YamlNode.Mapping mapping) {
        Optional<Registered<K>> found = binder.registry().lookup(kind, name.text());
        if (found.isEmpty()) {
            String text = "there is no " + KebabCase.wordsOfKind(kind) + " '" + name.text() + "'.";
            problem(name.location(), text, name.text());
            return null;
        }
        Class<? extends Record> type = found.get().component().configuration();
        int before = binder.problems().count();
        refuseClash(found.get(), Key.of(type), name.location());
        Map<String, YamlNode.Entry> keys = new LinkedHashMap<>(mapping.entries());
        keys.remove(TYPE);
        YamlNode.Mapping own = new YamlNode.Mapping(mapping.location(), Collections.unmodifiableMap(keys));
        if (!siblings.isEmpty()) {
            own = refuseUnknown(own, found.get(), Key.of(type));
        }
        Record configuration = binder.section(type, own, path, found.get().title());
        return configuration == null || binder.problems().count() > before
                ? null
                : new Configured<>(kind, name.text(), configuration);
    }

    private void refuseClash(Registered<K> component, List<Key> keys, Location location) {
        for (Key key : keys) {
            if (siblings.stream().anyMatch(sibling -> sibling.name().equals(key.name()))) {
                String text = "cannot be used here: the " + component.title() + " has a key '" + key.name()
                        + "', which has another meaning here. Its plugin must rename it.";
                binder.problems().add(location, Binder.join(path, TYPE), text);
            }
        }
    }

    /** Refuses keys that are neither the component's nor the section's, naming both, and returns the others. */
    private YamlNode.Mapping refuseUnknown(YamlNode.Mapping mapping, Registered<K> component, List<Key> keys) {
        List<String> own = keys.stream().map(Key::name).toList();
        List<String> beside = siblings.stream().map(Key::name).toList();
        List<String> all = Stream.concat(beside.stream(), own.stream()).toList();
        Map<String, YamlNode.Entry> known = new LinkedHashMap<>();
        mapping.entries().forEach((name, entry) -> {
            if (own.contains(name)) {
                known.put(name, entry);
                return;
            }
            String text = "is neither a key here nor of " + component.title() + "." + Nearest.question(name, all)
                    + " The keys are: " + String.join(", ", all) + ".";
            binder.problems().add(entry.key(), Binder.join(path, name), text);
        });
        return new YamlNode.Mapping(mapping.location(), Collections.unmodifiableMap(known));
    }

    private void problem(Location location, String text, String written) {
        binder.problems()
                .add(location, Binder.join(path, TYPE), text + binder.registry().suggestion(kind, written));
    }
}
