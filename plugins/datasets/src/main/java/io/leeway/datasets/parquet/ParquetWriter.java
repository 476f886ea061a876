package io.leeway.datasets.parquet;

import io.leeway.datasets.file.AsideFolder;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;

/**
 * A writer of a folder of Parquet files. The rows of some episodes are in memory at a time: as many as come to 16 MiB,
 * and one.
 */
final class ParquetWriter implements EpisodeWriter {
    private static final long GROUP_BYTES = 16 << 20;

    private final Path place;
    private final DatasetDescription description;
    private final ParquetConfig config;
    private final CompressionCodec codec;
    private final AsideFolder aside;
    private @Nullable List<FileColumn> columns;
    private @Nullable PartWriter part;
    private List<List<Column>> group = new ArrayList<>();
    private long groupBytes;
    private final List<@Nullable BigInteger> seeds = new ArrayList<>();
    private int parts;
    private long episodes;
    private long steps;

    ParquetWriter(Path place, DatasetDescription description, ParquetConfig config) {
        this.place = place;
        this.description = description;
        this.config = config;
        codec = switch (config.compression()) {
            case NONE -> CompressionCodec.UNCOMPRESSED;
            case SNAPPY -> CompressionCodec.SNAPPY;
            case ZSTD -> CompressionCodec.ZSTD;
        };
        aside = new AsideFolder(place);
    }

    @Override
    public void write(Episode episode) {
        List<FileColumn> own = Naming.columns(episode);
        List<FileColumn> written = columns == null ? own : columns;
        columns = written;
        if (!Set.copyOf(own).equals(Set.copyOf(written))) {
            throw changed(own, written);
        }
        try {
            PartWriter open = part;
            if (open == null) {
                String name = String.format(Locale.ROOT, "part-%05d" + ParquetFolder.ENDING, parts++);
                open = new PartWriter(aside.path().resolve(name), written, codec);
                part = open;
            }
            add(episode, written);
            seeds.add(episode.seed());
            episodes++;
            steps += episode.steps();
            if (groupBytes >= GROUP_BYTES) {
                flush(open);
            }
            if (seeds.size() == config.episodesPerFile()) {
                finish(open, written);
            }
        } catch (IOException e) {
            throw aside.failure(e);
        }
    }

    private void add(Episode episode, List<FileColumn> written) {
        Map<String, Column> rows = Naming.rows(episode, episodes);
        for (int i = 0; i < written.size(); i++) {
            if (group.size() == i) {
                group.add(new ArrayList<>());
            }
            Column column = rows.get(written.get(i).name());
            if (column == null) {
                throw new IllegalStateException("There is no column " + written.get(i));
            }
            group.get(i).add(column);
            groupBytes += (long) column.size() * column.type().bytes();
        }
    }

    private LeewayException changed(List<FileColumn> own, List<FileColumn> before) {
        List<String> problems = new ArrayList<>();
        for (FileColumn each : before) {
            if (!own.contains(each)) {
                problems.add("'" + each.name() + "' is no longer " + each.type() + " " + each.shape());
            }
        }
        for (FileColumn each : own) {
            if (before.stream().noneMatch(other -> other.name().equals(each.name()))) {
                problems.add("'" + each.name() + "' is too much");
            }
        }
        return new LeewayException("Cannot write episode " + episodes + " to " + place
                + ", whose columns are not those of the first: "
                + String.join("; ", problems));
    }

    private void flush(PartWriter open) throws IOException {
        if (!group.isEmpty()) {
            open.write(group);
            group = new ArrayList<>();
            groupBytes = 0;
        }
    }

    private void finish(PartWriter open, List<FileColumn> written) throws IOException {
        flush(open);
        open.finish(Told.of(description, written, episodes - seeds.size(), seeds));
        seeds.clear();
        part = null;
    }

    @Override
    public void commit() {
        List<FileColumn> written = columns;
        if (written == null) {
            throw new LeewayException("Cannot write " + place + ": there is no episode");
        }
        try {
            if (part != null) {
                finish(part, written);
            }
            Files.writeString(
                    aside.path().resolve(ParquetFolder.SUCCESS),
                    "{\"parts\":" + parts + ",\"episodes\":" + episodes + ",\"steps\":" + steps + "}\n");
        } catch (IOException e) {
            throw aside.failure(e);
        }
        aside.commit();
    }

    @Override
    public void close() {
        try {
            if (part != null) {
                part.close();
            }
        } catch (IOException e) {
            throw aside.failure(e);
        } finally {
            part = null;
            aside.close();
        }
    }
}
