package io.leeway.datasettools;

import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small format: attributes, then an episode of one observation and one action column a line. */
public final class PlainFormat implements DatasetFormat {
    /** Nothing can be chosen. */
    public record Config() {}

    @Inject
    PlainFormat() {}

    @Override
    public boolean recognizes(Path path) {
        return names(path);
    }

    @Override
    public boolean names(Path path) {
        return path.toString().endsWith(".plain");
    }

    @Override
    public EpisodeReader open(Path path) {
        List<String> lines = lines(path);
        return new EpisodeReader() {
            private int next = 1;

            @Override
            public DatasetDescription description() {
                return new DatasetDescription(null, null, Map.of());
            }

            @Override
            public @Nullable Episode next() {
                return next == lines.size() ? null : parse(lines.get(next++));
            }

            @Override
            public void close() {}
        };
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Episode parse(String line) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (String part : line.split(";", -1)) {
            String[] named = part.split("=", -1);
            String[] texts = named[1].split(" ", -1);
            double[] values = new double[texts.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.parseDouble(texts[i]);
            }
            columns.put(named[0], Column.of(values));
        }
        return new Episode(columns, null);
    }

    @Override
    public EpisodeWriter create(Path path, DatasetDescription description) {
        List<String> lines = new ArrayList<>();
        lines.add(description.attributes().toString());
        return new EpisodeWriter() {
            @Override
            public void write(Episode episode) {
                List<String> parts = new ArrayList<>();
                episode.columns().forEach((name, column) -> {
                    List<String> values = new ArrayList<>();
                    for (int i = 0; i < column.size(); i++) {
                        values.add(Double.toString(column.real(i)));
                    }
                    parts.add(name + "=" + String.join(" ", values));
                });
                lines.add(String.join(";", parts));
            }

            @Override
            public void commit() {
                try {
                    Files.write(path, lines);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String sha256(Path path) {
        throw new UnsupportedOperationException("Nobody asks");
    }
}
