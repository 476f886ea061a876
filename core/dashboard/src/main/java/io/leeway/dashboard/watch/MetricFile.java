package io.leeway.dashboard.watch;

import io.leeway.wiring.file.GrowingLines;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The curves of a file of metrics, which is read on from where it was read before. */
final class MetricFile {
    private static final int MOST_CURVES = 2_000;

    private final GrowingLines lines;
    private final @Nullable String series;
    private final Map<Name, Curve> curves = new LinkedHashMap<>();
    private int damaged;

    /**
     * What a curve is of.
     *
     * @param series such as {@code seed-0/guided}
     * @param event such as {@code evaluation}
     * @param metric such as {@code return}
     */
    record Name(String series, String event, String metric) {}

    /**
     * Begins to read a file.
     *
     * @param series what its lines belong to that do not say so themselves
     */
    MetricFile(Path file, @Nullable String series) {
        lines = new GrowingLines(file);
        this.series = series;
    }

    /** Reads what was added. */
    void read() throws IOException {
        var added = lines.read();
        if (lines.begunAnew()) {
            curves.clear();
            damaged = 0;
        }
        for (String line : added) {
            try {
                add(new Tree(Json.parse(line)));
            } catch (IOException unreadable) {
                damaged++;
            }
        }
    }

    private void add(Tree line) {
        double step = line.number("step");
        String owner = line.text("series") == null ? series : line.text("series");
        String event = line.text("event");
        if (Double.isNaN(step) || owner == null || event == null) {
            damaged++;
            return;
        }
        for (String metric : line.root().keySet()) {
            double value = line.number(metric);
            Name name = new Name(owner, event, metric);
            if (!metric.equals("step")
                    && Double.isFinite(value)
                    && (curves.containsKey(name) || curves.size() < MOST_CURVES)) {
                curves.computeIfAbsent(name, any -> new Curve()).add(step, value);
            }
        }
    }

    /** Returns the curves. */
    Map<Name, Curve> curves() {
        return Collections.unmodifiableMap(curves);
    }

    /** Returns how many lines were no metrics. */
    int damaged() {
        return damaged;
    }

    /** Returns how many bytes were too many to be read. */
    long skipped() {
        return lines.skipped();
    }
}
