package io.leeway.cli.plugins;

import io.leeway.wiring.config.KeyDescription;
import io.leeway.wiring.keys.KebabCase;
import io.leeway.wiring.registry.Registered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A component as it is described to users.
 *
 * @param component the component
 * @param keys its keys
 * @param example YAML that uses it
 */
public record ComponentDescription(Registered<?> component, List<KeyDescription> keys, String example) {
    static ComponentDescription of(Registered<?> registered) {
        Class<? extends Record> configuration = registered.component().configuration();
        return new ComponentDescription(registered, KeyDescription.of(configuration), ExampleYaml.of(registered));
    }

    /** Returns several lines. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(component.title() + ": " + component.component().summary());
        lines.add("from " + component.origin() + ", version "
                + component.component().version());
        lines.add("");
        lines.addAll(keyLines(keys, ""));
        if (!example.isEmpty()) {
            lines.add("");
            lines.add("Example:");
            lines.add("");
            example.lines().forEach(line -> lines.add("  " + line));
        }
        return String.join("\n", lines);
    }

    /** Returns two or three lines a key. */
    public static List<String> keyLines(List<KeyDescription> keys, String prefix) {
        if (keys.isEmpty()) {
            return List.of("It has no keys.");
        }
        return keys.stream().flatMap(key -> lines(key, prefix)).toList();
    }

    private static Stream<String> lines(KeyDescription key, String prefix) {
        String fallback = key.defaultText();
        String requirement = key.requirement().isEmpty() ? "" : "; " + key.requirement();
        String value = fallback == null ? "required" : fallback.equals("null") ? "optional" : "default " + fallback;
        String first = "  " + prefix + key.path() + ": " + key.type() + requirement + " (" + value + ")";
        return key.description().isEmpty() ? Stream.of(first) : Stream.of(first, "      " + key.description());
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", KebabCase.ofKind(component.component().kind()));
        tree.put("name", component.component().name());
        tree.put("summary", component.component().summary());
        tree.put("version", component.component().version());
        tree.put("plugin", component.origin().plugin());
        tree.put("location", component.origin().location());
        tree.put("keys", keys);
        tree.put("example", example);
        return tree;
    }
}
