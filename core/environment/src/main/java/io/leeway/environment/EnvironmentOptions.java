package io.leeway.environment;

import io.leeway.spi.LeewayException;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program's options as settings of a configuration. */
final class EnvironmentOptions {
    /** The key of the client that takes what the environment's constructor takes, as texts that hold JSON. */
    private static final String KWARGS = "kwargs";

    private EnvironmentOptions() {}

    /**
     * Returns a setting an option.
     *
     * @throws LeewayException if a value is null, or of a type that no key has
     */
    static List<Setting> settings(Map<String, ?> options) {
        List<Setting> settings = new ArrayList<>();
        options.forEach((name, value) -> {
            if (name.equals(KWARGS) && value instanceof Map<?, ?> arguments) {
                arguments.forEach((key, argument) -> settings.add(argument(setting(String.valueOf(key), argument))));
            } else {
                settings.add(setting(name, value));
            }
        });
        return settings;
    }

    private static Setting setting(String name, @Nullable Object value) {
        if (value == null) {
            throw new LeewayException("The option '" + name + "' is null: leave it out, so that it has its default.");
        }
        try {
            return Setting.ofValue(name, value);
        } catch (IllegalArgumentException unreadable) {
            throw new LeewayException(
                    "The option '" + name + "' is a " + value.getClass().getName() + ", but must be a text, number,"
                            + " boolean, constant, path, duration, list or map.",
                    unreadable);
        }
    }

    /** Returns the setting of the client that gives an option to the environment's constructor. */
    static Setting argument(Setting option) {
        String value = option.value();
        return new Setting(
                option.option(),
                KWARGS + ".\"" + option.path() + "\"",
                value == null ? null : ConfigurationTree.json(value));
    }
}
