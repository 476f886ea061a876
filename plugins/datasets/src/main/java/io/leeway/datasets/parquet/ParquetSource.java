package io.leeway.datasets.parquet;

import io.leeway.datasets.file.FileDigest;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.support.EpisodeFlattener;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parquet files with a row a step as a dataset source; see {@link ParquetFormat}. */
public final class ParquetSource implements DatasetSource {
    private final ParquetSourceConfig config;

    /** Creates the source. */
    @Inject
    public ParquetSource(ParquetSourceConfig config) {
        this.config = config;
    }

    private ParquetFolder folder() {
        return ParquetFolder.of(config.path());
    }

    @Override
    public boolean seeded() {
        return false;
    }

    @Override
    public String identity() {
        return FileDigest.sha256(folder().all());
    }

    @Override
    public EpisodeReader part(int index) {
        return new ParquetReader(folder());
    }

    @Override
    public Dataset load() {
        String place = config.path().toString();
        try (EpisodeReader reader = part(0)) {
            Episode episode = reader.next();
            if (episode == null) {
                throw new LeewayException(place + " has no step to learn from");
            }
            EpisodeFlattener flattener = new EpisodeFlattener(
                    place, reader.description(), episode, config.observation(), config.clipActions());
            for (int i = 0; episode != null; i++) {
                checkEnd(place + ": episode " + i, episode);
                flattener.add(episode);
                episode = reader.next();
            }
            return flattener.dataset(Dataset.withRemarks(provenance(reader.description()), reader.remarks()));
        }
    }

    private static void checkEnd(String where, Episode episode) {
        for (String name : List.of(Episode.TERMINATIONS, Episode.TRUNCATIONS)) {
            Column flags = episode.column(name);
            for (int i = 0; i < flags.rows() - 1; i++) {
                if (flags.flag(i)) {
                    throw new LeewayException(where + ": '" + name + "' is set in row " + i + ", before the last of "
                            + flags.rows() + ": an episode ends there, so that what follows must be another episode");
                }
            }
        }
    }

    private Map<String, String> provenance(DatasetDescription description) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("source", "parquet");
        provenance.put("sha256", identity());
        description.attributes().forEach((name, value) -> {
            if (!value.isBlank() && !name.equals(DatasetDescription.ATTRIBUTE_TYPES)) {
                provenance.put("file " + name, value);
            }
        });
        if (!config.observation().isEmpty()) {
            provenance.put("observation", String.join(", ", config.observation()));
        }
        return provenance;
    }
}
