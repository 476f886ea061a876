package io.leeway.experiment.artifact;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The metrics of one training, in order; kept in its checkpoints, so that a resumed one has them all once. */
public final class MetricLog {
    private final List<Entry> entries = new ArrayList<>();
    private final Consumer<Entry> listener;

    /**
     * One moment.
     *
     * @param event what was measured, such as {@code update}, {@code refresh} or {@code evaluation}
     * @param step updates made
     * @param metrics sorted by name, since a plugin's map may have another order in each process
     */
    public record Entry(String event, long step, Map<String, Double> metrics) {
        /** Returns it as a tree, its metrics beside event and step. */
        public Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("event", event);
            tree.put("step", step);
            tree.putAll(metrics);
            return tree;
        }
    }

    /** Creates an empty log whose entries also go to a listener. */
    public MetricLog(Consumer<Entry> listener) {
        this.listener = listener;
    }

    /** Adds an entry. */
    public void add(String event, long step, Map<String, Double> metrics) {
        Entry entry = new Entry(event, step, new TreeMap<>(metrics));
        entries.add(entry);
        listener.accept(entry);
    }

    /** Returns the entries. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Writes an object a line. */
    public void write(Path file) {
        List<String> lines =
                entries.stream().map(entry -> Json.line(entry.tree())).toList();
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new LeewayException("Cannot write " + file + ": " + FileProblem.text(e), e);
        }
    }

    /** Adds the entries of a file. */
    public void read(Path file) {
        try {
            for (String line : Files.readAllLines(file)) {
                Map<String, Object> tree = Json.parse(line);
                Map<String, Double> metrics = new LinkedHashMap<>();
                tree.forEach((name, value) -> {
                    if (!name.equals("event") && !name.equals("step")) {
                        metrics.put(name, number(value));
                    }
                });
                add(String.valueOf(tree.get("event")), (long) number(tree.getOrDefault("step", 0)), metrics);
            }
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + file + ": " + FileProblem.text(e), e);
        }
    }

    /** Returns a number as Jackson reads it back: NaN and infinities are kept as text. */
    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.parseDouble(String.valueOf(value));
    }
}
