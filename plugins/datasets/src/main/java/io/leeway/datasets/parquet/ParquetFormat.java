package io.leeway.datasets.parquet;

import io.leeway.datasets.file.FileDigest;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Parquet files with a row a step, as pandas, Polars and Spark read and write them: a folder of files, or one file.
 *
 * <p>Columns are {@code episode} and {@code step}, then those of the episodes by their names, a number or a list of
 * numbers each: {@code observations} is what was seen before the step and {@code next_observations} after it. What is
 * written has a file every so many episodes, and a file {@code _SUCCESS} that says how much there is; it depends on the
 * episodes alone. A folder or file that others wrote is read where it has {@code episode}, {@code observations},
 * {@code actions} and {@code rewards}.
 */
public final class ParquetFormat implements DatasetFormat {
    private final ParquetConfig config;

    /** Creates the format. */
    @Inject
    public ParquetFormat(ParquetConfig config) {
        this.config = config;
    }

    @Override
    public boolean recognizes(Path path) {
        return ParquetFolder.recognizes(path);
    }

    @Override
    public boolean names(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(ParquetFolder.ENDING);
    }

    @Override
    public EpisodeReader open(Path path) {
        return new ParquetReader(ParquetFolder.of(path));
    }

    @Override
    public EpisodeWriter create(Path path, DatasetDescription description) {
        return new ParquetWriter(path, description, config);
    }

    @Override
    public String sha256(Path path) {
        return FileDigest.sha256(ParquetFolder.of(path).all());
    }

    @Override
    public Set<Path> files(Path path) {
        open(path).close();
        return Set.copyOf(ParquetFolder.of(path).all());
    }
}
