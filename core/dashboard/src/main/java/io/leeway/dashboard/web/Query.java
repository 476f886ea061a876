package io.leeway.dashboard.web;

import io.leeway.dashboard.watch.Views.View;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of an address. */
final class Query {
    private static final int MOST_TEXT = 300;
    private static final int MOST_PAGES = 1_000_000;

    private final Map<String, String> values = new HashMap<>();

    Query(@Nullable String raw) {
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.length() < 3 * MOST_TEXT) {
                try {
                    values.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException malformed) {
                    values.remove(pair.substring(0, equals));
                }
            }
        }
    }

    String text(String name) {
        String value = values.getOrDefault(name, "");
        return value.length() > MOST_TEXT ? "" : value;
    }

    /** Returns what is looked at. */
    View view() {
        String run = text("run");
        String sweep = text("sweep");
        String page = text("page");
        int number = page.matches("\\d{1,7}") ? Math.min(MOST_PAGES, Integer.parseInt(page)) : 1;
        if (!run.isEmpty()) {
            return new View("run", run, sweep, "", 1);
        } else if (!sweep.isEmpty()) {
            return new View("sweep", sweep, "", text("state"), number);
        }
        return new View(text("kind"), "", "", text("text"), number);
    }
}
