package io.leeway.trackers.csv;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Tracker;
import io.leeway.spi.support.FileProblem;
import io.leeway.trackers.keeping.SeriesPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tracker that keeps each series in a CSV file (RFC 4180), for spreadsheets and data frames. A row is one moment: its
 * step, and what was measured then; what was not is left blank. It keeps neither histograms nor pictures.
 */
public final class CsvTracker implements Tracker {
    private final CsvConfig config;
    private final Map<String, CsvTable> tables = new LinkedHashMap<>();
    private @Nullable Path folder;

    /** Creates a tracker; files are opened when there is something to write. */
    @Inject
    public CsvTracker(CsvConfig config) {
        this.config = config;
    }

    @Override
    public void begin(Run run) {
        tables.clear();
        folder = config.folder() == null
                ? run.folder().resolve("csv")
                : config.folder().resolve(run.name());
    }

    @Override
    public void record(String series, long step, Map<String, Double> metrics) {
        if (folder == null) {
            throw new IllegalStateException("The tracker was not told of the run");
        }
        Path file = SeriesPath.of(folder, series, ".csv");
        try {
            CsvTable table = tables.get(series);
            if (table == null) {
                table = CsvTable.open(file);
                tables.put(series, table);
            }
            table.add(step, metrics);
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + file + ": " + FileProblem.text(e), e);
        }
    }

    @Override
    public void flush() {
        for (CsvTable table : List.copyOf(tables.values())) {
            try {
                table.write();
            } catch (IOException e) {
                tables.clear();
                throw new LeewayException("Cannot write " + table.file() + ": " + FileProblem.text(e), e);
            }
        }
    }

    @Override
    public void close() {
        flush();
        tables.clear();
    }
}
