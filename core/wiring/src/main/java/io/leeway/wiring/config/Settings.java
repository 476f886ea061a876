package io.leeway.wiring.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings, put into a tree of YAML. */
final class Settings {
    /** A key, a quoted key, or an index in brackets; each but the first key after a dot. */
    private static final Pattern STEP =
            Pattern.compile("\\G(?:\\.?\\[(\\d{1,9})]|(?:^|\\.)(?:\"([^\"]+)\"|([^.\\[\\]\"]+)))");

    private final Problems problems;

    /** A key, or an item's index in brackets. */
    record Step(String text, boolean item) {
        @Override
        public String toString() {
            return item ? "[" + text + "]" : text;
        }
    }

    Settings(Problems problems) {
        this.problems = problems;
    }

    /** Returns the tree with all settings in it, a later one over an earlier one. */
    YamlNode applyAll(YamlNode root, List<Setting> settings) {
        YamlNode changed = root;
        for (Setting setting : settings) {
            changed = apply(changed, setting);
        }
        return changed;
    }

    /** Returns the tree with a setting in it; the tree itself if the setting is wrong. */
    private YamlNode apply(YamlNode root, Setting setting) {
        Location location = Location.of(setting.option());
        List<Step> steps = steps(setting.path());
        if (setting.value() == null || steps.isEmpty()) {
            problems.add(location, "", "must have the form path=value, like agent.updates=2000 or seeds[0]=7");
            return root;
        }
        if (setting.written() != null) {
            return put(root, steps, 0, setting.written().node());
        }
        return put(root, steps, 0, YamlReader.readGiven(setting.value(), setting.option()));
    }

    private YamlNode put(YamlNode given, List<Step> steps, int depth, YamlNode value) {
        if (depth == steps.size()) {
            return value;
        }
        YamlNode node = problems.read(given);
        if (node == null) {
            return given;
        }
        String step = steps.get(depth).text();
        if (node instanceof YamlNode.Sequence sequence) {
            return putItem(sequence, steps, depth, value);
        }
        if (steps.get(depth).item()) {
            String text = "has no list in the file to set " + steps.get(depth) + " of: set the whole list";
            problems.add(value.location(), path(steps, depth), text);
            return node;
        }
        YamlNode.Mapping mapping = mapping(node, value.location());
        YamlNode.Entry entry = mapping.entries().get(step);
        YamlNode child = entry == null ? new YamlNode.Scalar(value.location(), "", true) : entry.value();
        return mapping.with(step, entry == null ? value.location() : entry.key(), put(child, steps, depth + 1, value));
    }

    private YamlNode putItem(YamlNode.Sequence sequence, List<Step> steps, int depth, YamlNode value) {
        int size = sequence.items().size();
        @Nullable Integer index = index(steps.get(depth).text());
        if (index == null || index >= size) {
            String range = size == 0
                    ? "is empty"
                    : size == 1 ? "has the item [0] alone" : "has the items [0] to [" + (size - 1) + "]";
            problems.add(
                    value.location(), path(steps, depth), "is a list that " + range + ", but not " + steps.get(depth));
            return sequence;
        }
        List<YamlNode> items = new ArrayList<>(sequence.items());
        items.set(index, put(items.get(index), steps, depth + 1, value));
        return new YamlNode.Sequence(sequence.location(), Collections.unmodifiableList(items));
    }

    /** A component's name that stands alone is short for a mapping; nothing is short for an empty one. */
    private static YamlNode.Mapping mapping(YamlNode node, Location setting) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        return node.isNull() ? new YamlNode.Mapping(setting, Map.of()) : YamlNode.Mapping.of("type", node);
    }

    private static String path(List<Step> steps, int depth) {
        return steps.subList(0, depth).stream()
                .map(Step::toString)
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static @Nullable Integer index(String step) {
        return step.matches("\\d{1,9}") ? Integer.valueOf(step) : null;
    }

    /** Returns the keys and indices of a path; none if it is malformed. */
    static List<Step> steps(String path) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int end = 0;
        while (matcher.find()) {
            String index = matcher.group(1);
            String quoted = matcher.group(2);
            String key = quoted != null ? quoted : matcher.group(3);
            steps.add(index != null ? new Step(index, true) : new Step(key.strip(), false));
            end = matcher.end();
        }
        return end == path.length() ? steps : List.of();
    }
}
