package io.leeway.wiring.config;

import io.leeway.wiring.keys.AsWritten;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value that is given beside the file and replaces what stands there.
 *
 * @param option the option as the user wrote it, which is where problems are located
 * @param path the key's path, such as {@code experience.guided.guidance.coefficient} or {@code seeds[0]}
 * @param value a text or a path as it stands where one of them is wanted, else YAML; null if the user gave none
 * @param written the value where it stands in a file, whose form and place are known; else null
 */
public record Setting(
        String option,
        String path,
        @Nullable String value,
        @Nullable Value written) {
    /** Gives a value as a text. */
    public Setting(String option, String path, @Nullable String value) {
        this(option, path, value, null);
    }

    /** Gives a value that stands in a file, where its problems are located. */
    public static Setting ofValue(String path, Value value) {
        return new Setting(value.where(), path, value.toString(), value);
    }

    /** A value of any form, as it stands in a file. */
    public static final class Value implements AsWritten {
        private final YamlNode node;
        private final @Nullable Path folder;

        Value(YamlNode node, @Nullable Path folder) {
            this.node = node;
            this.folder = folder;
        }

        YamlNode node() {
            return node;
        }

        /** Returns what relative paths in it are relative to: its file's folder, or null for the working directory. */
        @Nullable
        Path folder() {
            return folder;
        }

        /** Returns the place where it was written: {@code sweep.yaml:7:3}. */
        public String where() {
            return node.location().toString();
        }

        /** Returns whether it is a mapping. */
        public boolean isMapping() {
            return node instanceof YamlNode.Mapping;
        }

        /** Returns the path that it is, relative to its file's folder; nothing if it is no text. */
        public Optional<Path> path() {
            return node instanceof YamlNode.Scalar scalar && !scalar.isNull()
                    ? Optional.of(folder == null ? Path.of(scalar.text()) : folder.resolve(scalar.text()))
                    : Optional.empty();
        }

        /** Returns the items of a list, or the value itself where it is none. */
        public List<Value> items() {
            return node instanceof YamlNode.Sequence sequence
                    ? sequence.items().stream()
                            .map(item -> new Value(item, folder))
                            .toList()
                    : List.of(this);
        }

        /** Returns it in one line, as a reader would write it. */
        @Override
        public String toString() {
            return shown(node);
        }

        private static String shown(YamlNode node) {
            if (node instanceof YamlNode.Scalar scalar) {
                return scalar.text();
            } else if (node instanceof YamlNode.Sequence sequence) {
                return sequence.items().stream().map(Value::shown).collect(Collectors.joining(", ", "[", "]"));
            } else if (node instanceof YamlNode.Mapping mapping) {
                return mapping.entries().entrySet().stream()
                        .map(entry ->
                                entry.getKey() + ": " + shown(entry.getValue().value()))
                        .collect(Collectors.joining(", ", "{", "}"));
            }
            return node.noun();
        }
    }

    /**
     * Returns a value that a program gives: a text, number, boolean, constant, path, duration, list or map.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Setting ofValue(String path, Object value) {
        Object tree = ConfigurationTree.value(value);
        return new Setting(path + "=" + tree, path, ConfigurationTree.json(Objects.requireNonNull(tree)));
    }

    /** Reads what stands after {@code --set}: {@code path=value}. */
    public static Setting of(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new Setting("--set " + text, text, null)
                : new Setting("--set " + text, text.substring(0, equals), text.substring(equals + 1));
    }
}
