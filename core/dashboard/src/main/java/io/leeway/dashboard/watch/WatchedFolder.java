package io.leeway.dashboard.watch;

import io.leeway.experiment.activity.ActivityFolder;
import io.leeway.experiment.activity.EventLog;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.GrowingLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What runs and sweeps have in common: events, the output of a process that the page started, and files to look at. */
class WatchedFolder {
    /** The file with what a process prints that was started to go on. */
    public static final String OUTPUT = "retry.log";

    private static final int MOST_LINES = 200;
    private static final int MOST_BYTES = 256 << 10;

    private Listed listed;
    final EventLog events;
    private final GrowingLines output;
    private final Deque<String> printed = new ArrayDeque<>();
    private final List<String> notes = new ArrayList<>();

    WatchedFolder(Listed listed) {
        this.listed = listed;
        events = new EventLog(listed.path());
        output = new GrowingLines(listed.path().resolve(OUTPUT), MOST_BYTES);
    }

    /** Returns what it is, as it was listed last. */
    final Listed listed() {
        return listed;
    }

    /** Takes how it is listed now. */
    final void listed(Listed now) {
        listed = now;
    }

    /** Reads what was added; what cannot be read is noted. */
    void read() {
        notes.clear();
        try {
            events.read();
            List<String> added = output.read();
            if (output.begunAnew()) {
                printed.clear();
            }
            for (String line : added) {
                printed.add(line.length() > 2_000 ? line.substring(0, 2_000) + "…" : line);
                if (printed.size() > MOST_LINES) {
                    printed.remove();
                }
            }
        } catch (IOException e) {
            note("Its events cannot be read: " + FileProblem.text(e) + ".");
        }
        if (events.damaged() > 0) {
            note(events.damaged() + " lines of " + ActivityFolder.EVENTS + " are damaged and left out.");
        }
        if (events.skipped() > 0) {
            note("The first " + (events.skipped() >> 20) + " MiB of " + ActivityFolder.EVENTS + " were not read.");
        }
    }

    /** Says something that a reader should know. */
    void note(String text) {
        notes.add(text);
    }

    /** Returns what a reader should know. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Returns whether a process works in the folder: it holds its lock, or a stage told so a moment ago. */
    boolean isRunning(Stages stages) {
        return ActivityFolder.isActive(listed.path())
                || (ActivityFolder.isLeftOpen(listed.path())
                        && events.last().entrySet().stream()
                                .anyMatch(event ->
                                        "started".equals(event.getValue().get("event"))
                                                && stages.isAlive(event.getKey())));
    }

    /** Returns the stages that are in the making. */
    List<Map<String, Object>> making(Stages stages) {
        List<Map<String, Object>> making = new ArrayList<>();
        events.last().forEach((id, event) -> {
            if ("started".equals(event.get("event")) && making.size() < 64) {
                making.add(stages.tree(id, events.title(id), String.valueOf(event.get("time"))));
            }
        });
        return making;
    }

    /** Returns the latest events, the last one first. */
    List<Map<String, Object>> log() {
        List<Map<String, Object>> log = new ArrayList<>();
        for (Map<String, Object> event : events.latest()) {
            Tree tree = new Tree(event);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("time", tree.text("time"));
            line.put("event", tree.text("event"));
            line.put("title", events.title(tree.textOr("id", "")));
            line.put("error", tree.text("error"));
            line.put("trace", tree.text("trace"));
            log.add(0, line);
        }
        return log;
    }

    /** Returns the last lines of the process that was started to go on. */
    List<String> printed() {
        return List.copyOf(printed);
    }

    /** Returns whether a stop was asked for that was not answered yet. */
    boolean isStopping() {
        return Files.exists(listed.path().resolve(ActivityFolder.CANCEL));
    }

    /** Returns the names of the pictures that were drawn of trajectories. */
    List<String> trajectories() {
        return files("trajectories(-\\d{1,3})?\\.svg");
    }

    /** Returns which of these files there are. */
    List<String> files(String pattern) {
        try (Stream<Path> files = Files.list(listed.path())) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches(pattern))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return List.of();
        }
    }
}
