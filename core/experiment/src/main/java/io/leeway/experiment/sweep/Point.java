package io.leeway.experiment.sweep;

import io.leeway.wiring.config.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A combination of a sweep's axes.
 *
 * @param labels of those axes that apply, by axis
 * @param settings what they change of the experiment
 */
record Point(Map<String, String> labels, List<Setting> settings) {
    static final Point ORIGIN = new Point(Map.of(), List.of());

    Point with(String axis, String label, List<Setting> more) {
        Map<String, String> changed = new LinkedHashMap<>(labels);
        changed.put(axis, label);
        List<Setting> all = new ArrayList<>(settings);
        all.addAll(more);
        return new Point(changed, all);
    }

    /** Returns whether, for every axis that is named, its label here is among those given. */
    boolean matches(Map<String, List<String>> condition) {
        return condition.entrySet().stream()
                .allMatch(entry ->
                        labels.containsKey(entry.getKey()) && entry.getValue().contains(labels.get(entry.getKey())));
    }

    /** Returns what a user reads: {@code maze=large, coefficient=2}. */
    String title() {
        return labels.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
