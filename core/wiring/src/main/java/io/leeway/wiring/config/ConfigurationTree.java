package io.leeway.wiring.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.spi.Configured;
import io.leeway.spi.Incidental;
import io.leeway.wiring.keys.KebabCase;
import io.leeway.wiring.keys.Key;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A configuration record as the tree that could have been read into it, with every default filled in: maps, lists,
 * texts, numbers, booleans and nulls, always in the same order. Reading a tree again gives an equal record.
 */
public final class ConfigurationTree {
    private ConfigurationTree() {}

    /** Returns a record's tree. */
    public static Map<String, @Nullable Object> of(Record configuration) {
        return tree(configuration, true);
    }

    /** Returns a component's tree, {@code type} first. */
    public static Map<String, @Nullable Object> of(Configured<?> choice) {
        return tree(choice, true);
    }

    /** Returns what of a record changes results: its tree without what is {@link Incidental}. */
    public static Map<String, @Nullable Object> essential(Record configuration) {
        return tree(configuration, false);
    }

    /** Returns what of a component's configuration changes results. */
    public static Map<String, @Nullable Object> essential(Configured<?> choice) {
        return tree(choice, false);
    }

    private static Map<String, @Nullable Object> tree(Record configuration, boolean whole) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        for (Key key : Key.declared(configuration.getClass())) {
            if (!whole && key.component().isAnnotationPresent(Incidental.class)) {
                continue;
            }
            Object value = read(configuration, key);
            if (key.inline() && value instanceof Configured<?> choice) {
                tree.putAll(tree(choice, whole));
            } else if (key.inline() && value instanceof Record section) {
                tree.putAll(tree(section, whole));
            } else {
                tree.put(key.name(), value(value, whole));
            }
        }
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Configured<?> choice, boolean whole) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("type", choice.type());
        tree.putAll(tree(choice.configuration(), whole));
        return tree;
    }

    /** Returns the tree of any value that a record may hold. */
    static @Nullable Object value(@Nullable Object value) {
        return value(value, true);
    }

    private static @Nullable Object value(@Nullable Object value, boolean whole) {
        if (value instanceof Configured<?> choice) {
            return tree(choice, whole);
        } else if (value instanceof Record section) {
            return tree(section, whole);
        } else if (value instanceof List<?> items) {
            List<@Nullable Object> tree = new ArrayList<>();
            items.forEach(item -> tree.add(value(item, whole)));
            return tree;
        } else if (value instanceof Map<?, ?> entries) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            entries.forEach((name, item) -> tree.put(String.valueOf(name), value(item, whole)));
            return tree;
        } else if (value instanceof Enum<?> constant) {
            return KebabCase.ofConstant(constant);
        } else if (value instanceof Path path) {
            return path.toString();
        } else if (value instanceof Duration duration) {
            return Durations.format(duration);
        } else if (value instanceof Number number && Double.isInfinite(number.doubleValue())) {
            return number.doubleValue() > 0 ? ".inf" : "-.inf";
        }
        return value;
    }

    private static @Nullable Object read(Record configuration, Key key) {
        try {
            key.component().getAccessor().setAccessible(true);
            return key.component().getAccessor().invoke(configuration);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("Cannot read " + key.component(), failure);
        }
    }

    /** Returns the leaves of a tree as texts, by their paths: {@code agent.updates}. */
    public static Map<String, String> leaves(@Nullable Object tree) {
        Map<String, String> leaves = new LinkedHashMap<>();
        leaves("", tree, leaves);
        return leaves;
    }

    private static void leaves(String path, @Nullable Object tree, Map<String, String> leaves) {
        if (tree instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> leaves(path.isEmpty() ? "" + key : path + "." + key, value, leaves));
        } else {
            leaves.put(path, String.valueOf(tree));
        }
    }

    /** Writes a tree as YAML. */
    public static String yaml(Object tree) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .build();
        return new Dump(settings).dumpToString(tree);
    }

    /** Writes a tree as JSON in one line: the same tree gives the same bytes. */
    public static String json(Object tree) {
        try {
            return new ObjectMapper().writeValueAsString(tree);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("The tree cannot be written as JSON: " + failure.getMessage(), failure);
        }
    }
}
