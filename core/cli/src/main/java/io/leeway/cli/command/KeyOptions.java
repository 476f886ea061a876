package io.leeway.cli.command;

import io.leeway.wiring.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The options that are keys of a configuration: {@code --steps=5}, and {@code --steps 5} as one argument or as two. */
public final class KeyOptions {
    private KeyOptions() {}

    /**
     * Returns a setting an option.
     *
     * @throws UsageException if one has no value, or a value has no option
     */
    public static List<Setting> settings(List<String> arguments) {
        return settings(arguments, Set.of());
    }

    /**
     * Returns a setting an option.
     *
     * @param flags the keys that need no value: alone, they are true
     * @throws UsageException if another one has no value, or a value has no option
     */
    public static List<Setting> settings(List<String> arguments, Set<String> flags) {
        List<Setting> settings = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int end = endOfKey(argument);
            if (!argument.startsWith("--") || argument.length() == 2) {
                throw new UsageException("'" + argument + "' is not an option: keys are given as --KEY VALUE.");
            } else if (end < argument.length()) {
                settings.add(new Setting(argument, argument.substring(2, end), argument.substring(end + 1)));
            } else if (i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--")) {
                String value = arguments.get(++i);
                settings.add(new Setting(argument + " " + value, argument.substring(2), value));
            } else if (flags.contains(argument.substring(2))) {
                settings.add(new Setting(argument, argument.substring(2), "true"));
            } else {
                throw new UsageException("The option '" + argument + "' needs a value.");
            }
        }
        return settings;
    }

    private static int endOfKey(String argument) {
        int end = 0;
        while (end < argument.length() && argument.charAt(end) != '=' && argument.charAt(end) != ' ') {
            end++;
        }
        return end;
    }
}
