package io.leeway.wiring.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that is given beside the file and replaces what stands there.
 *
 * @param option the option as the user wrote it, which is where problems are located
 * @param path the key's path, such as {@code experience.guided.guidance.coefficient} or {@code seeds[0]}
 * @param value a text or a path as it stands where one of them is wanted, else YAML; null if the user gave none
 */
public record Setting(String option, String path, @Nullable String value) {
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
