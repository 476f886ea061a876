package io.leeway.trackers.csv;

import io.leeway.spi.support.Staged;
import io.leeway.trackers.keeping.LastSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The file of one series. Rows are added at its end. Where a metric comes up for the first time the file gets one more
 * column: it is written anew aside, and moved into place.
 */
final class CsvTable {
    private static final String STEP = "step";

    private final Path file;
    private final List<String> columns = new ArrayList<>();
    private final List<List<String>> added = new ArrayList<>();
    private final LastSteps last = new LastSteps();
    private int columnsInFile;

    private CsvTable(Path file) {
        this.file = file;
        columns.add(STEP);
    }

    /**
     * Opens a file to go on with it, or begins one. A row that a kill cut off at the end is taken away.
     *
     * @throws IOException if it cannot be read, or is something else
     */
    static CsvTable open(Path file) throws IOException {
        CsvTable table = new CsvTable(file);
        if (Files.exists(file)) {
            table.read();
        }
        return table;
    }

    private void read() throws IOException {
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        List<List<String>> rows = CsvText.parse(whole);
        if (rows.isEmpty() && text.isEmpty()) {
            return;
        }
        if (rows.isEmpty() || !rows.get(0).get(0).equals(STEP)) {
            throw new IOException("it is no table that a tracker wrote, and was left as it is; move it away");
        }
        columns.clear();
        columns.addAll(rows.get(0));
        columnsInFile = columns.size();
        for (List<String> row : rows.subList(1, rows.size())) {
            long step = step(row.get(0));
            for (int column = 1; column < Math.min(row.size(), columns.size()); column++) {
                if (!row.get(column).isEmpty()) {
                    last.note(columns.get(column), step);
                }
            }
        }
        if (whole.length() < text.length()) {
            Staged.write(file, aside -> Files.writeString(aside, whole));
        }
    }

    private static long step(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("it has the step '" + text + "', and was left as it is; move it away", e);
        }
    }

    /** Returns where it is. */
    Path file() {
        return file;
    }

    /** Adds what of a moment is not kept yet; {@link #write} writes it. */
    void add(long step, Map<String, Double> metrics) {
        Map<String, Double> fresh = new TreeMap<>();
        metrics.forEach((name, value) -> {
            if (last.advance(name, step)) {
                fresh.put(name, value);
            }
        });
        if (fresh.isEmpty()) {
            return;
        }
        for (String name : fresh.keySet()) {
            if (!columns.subList(1, columns.size()).contains(name)) {
                columns.add(name);
            }
        }
        List<String> row = new ArrayList<>();
        row.add(Long.toString(step));
        columns.subList(1, columns.size()).forEach(name -> row.add(text(fresh.get(name))));
        added.add(row);
    }

    private static String text(@Nullable Double value) {
        return value == null ? "" : value.toString();
    }

    /** Writes what was added. */
    void write() throws IOException {
        if (added.isEmpty()) {
            return;
        }
        String rows = added.stream().map(this::line).collect(Collectors.joining());
        if (columnsInFile == columns.size()) {
            Files.writeString(file, rows, StandardOpenOption.APPEND);
        } else {
            rewrite(rows);
        }
        columnsInFile = columns.size();
        added.clear();
    }

    private void rewrite(String rows) throws IOException {
        StringBuilder text = new StringBuilder(line(columns));
        if (Files.exists(file)) {
            List<List<String>> before = CsvText.parse(Files.readString(file));
            before.stream().skip(1).map(this::line).forEach(text::append);
        }
        text.append(rows);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Staged.write(file, aside -> Files.writeString(aside, text));
    }

    private String line(List<String> cells) {
        return CsvText.line(cells, columns.size());
    }
}
