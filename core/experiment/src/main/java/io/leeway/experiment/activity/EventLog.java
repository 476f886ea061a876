package io.leeway.experiment.activity;

import io.leeway.wiring.file.GrowingLines;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of a folder, of which it keeps the last of each thing and the latest few of all; it reads on from where it
 * read before.
 */
public final class EventLog {
    private static final int MOST_LATEST = 200;
    private static final int MOST_THINGS = 200_000;

    private final GrowingLines lines;
    private final Map<String, Map<String, Object>> last = new LinkedHashMap<>();
    private final Map<String, String> titles = new LinkedHashMap<>();
    private final Deque<Map<String, Object>> latest = new ArrayDeque<>();
    private int damaged;

    /** Begins to read the events of a folder. */
    public EventLog(Path folder) {
        lines = new GrowingLines(folder.resolve(ActivityFolder.EVENTS));
    }

    /**
     * Reads what was added; of a file that was begun anew, all. A line that is not whole yet is left for later, and one
     * that is none of an event is left out.
     *
     * @throws IOException if the file cannot be read; that there is none is no failure
     */
    public EventLog read() throws IOException {
        List<String> added = lines.read();
        if (lines.begunAnew()) {
            last.clear();
            titles.clear();
            latest.clear();
            damaged = 0;
        }
        added.forEach(this::add);
        return this;
    }

    private void add(String line) {
        Map<String, Object> event;
        try {
            event = Json.parse(line);
        } catch (IOException unreadable) {
            damaged++;
            return;
        }
        String id = String.valueOf(event.get("id"));
        if (last.size() < MOST_THINGS || last.containsKey(id)) {
            last.put(id, event);
            if (event.get("title") instanceof String title) {
                titles.put(id, title);
            }
        }
        latest.add(event);
        if (latest.size() > MOST_LATEST) {
            latest.remove();
        }
    }

    /** Returns the last event of each thing. */
    public Map<String, Map<String, Object>> last() {
        return Collections.unmodifiableMap(last);
    }

    /** Returns what a user reads of a thing: its title, or its id where none was told. */
    public String title(String id) {
        return titles.getOrDefault(id, id);
    }

    /** Returns the latest events, the last one last. */
    public List<Map<String, Object>> latest() {
        return new ArrayList<>(latest);
    }

    /** Returns how many lines were no events. */
    public int damaged() {
        return damaged;
    }

    /** Returns how many bytes before those that were read were too many to be read. */
    public long skipped() {
        return lines.skipped();
    }
}
