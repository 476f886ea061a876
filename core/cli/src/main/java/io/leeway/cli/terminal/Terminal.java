package io.leeway.cli.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The terminal, or log, that shows standard error. The launcher knows and says so, since Java cannot ask for one stream
 * alone.
 *
 * @param interactive whether it is a terminal, and a bar can be drawn
 * @param columns its width
 * @param ascii whether it shows nothing but ASCII
 */
public record Terminal(boolean interactive, int columns, boolean ascii) {
    private static final int USUAL_COLUMNS = 100;
    private static final int LEAST_COLUMNS = 40;

    /** A log or a pipe. */
    public static final Terminal NONE = new Terminal(false, USUAL_COLUMNS, false);

    /** Reads what the launcher found. */
    public static Terminal of(Map<String, String> environment) {
        boolean interactive = environment.getOrDefault("LEEWAY_TERMINAL", "").equals("true")
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(interactive, columns(environment), isAscii(environment));
    }

    private static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("LEEWAY_COLUMNS", "");
        return columns.matches("[1-9]\\d{0,3}") ? Math.max(LEAST_COLUMNS, Integer.parseInt(columns)) : USUAL_COLUMNS;
    }

    /** The locale's variables, as far as the launcher did not replace a locale that cannot name files. */
    private static boolean isAscii(Map<String, String> environment) {
        for (String name : List.of("LEEWAY_LOCALE", "LC_ALL", "LC_CTYPE", "LANG")) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return !value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
            }
        }
        return true;
    }
}
