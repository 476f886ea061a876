package io.leeway.experiment.comparison;

import io.leeway.experiment.config.SamplingConfig;
import io.leeway.wiring.config.ConfigurationTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names the points of a curve by the keys in which they differ, such as "steps 32". */
final class PointNames {
    /** Doubles below it are written without a decimal point where they are whole. */
    private static final double WHOLE = 1e6;

    private PointNames() {}

    static List<String> of(List<SamplingConfig> points) {
        List<Map<String, String>> flat =
                points.stream().map(PointNames::flatten).toList();
        Set<String> keys = new LinkedHashSet<>();
        flat.forEach(point -> keys.addAll(point.keySet()));
        keys.removeIf(
                key -> flat.stream().map(point -> point.get(key)).distinct().count() == 1);
        List<String> names = new ArrayList<>();
        for (Map<String, String> point : flat) {
            List<String> words = new ArrayList<>();
            for (String key : keys) {
                String value = point.get(key);
                if (value != null) {
                    words.add(key.substring(key.lastIndexOf('.') + 1) + " " + value);
                }
            }
            String name = String.join(", ", words);
            names.add(names.contains(name) ? name + " (" + (names.size() + 1) + ")" : name);
        }
        return names;
    }

    private static Map<String, String> flatten(SamplingConfig point) {
        Map<String, String> flat = new TreeMap<>();
        flatten("", ConfigurationTree.of(point), flat);
        return flat;
    }

    private static void flatten(String path, @Nullable Object value, Map<String, String> flat) {
        if (value instanceof Map<?, ?> tree) {
            tree.forEach((key, child) -> {
                if (child != null) {
                    flatten(path.isEmpty() ? String.valueOf(key) : path + "." + key, child, flat);
                }
            });
        } else {
            flat.put(path, text(value));
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < WHOLE) {
            return String.valueOf((long) (double) number);
        }
        return Objects.toString(value);
    }
}
