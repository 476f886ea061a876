package io.leeway.datasets.minari;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Minari's layout (Farama Foundation, version 0.5): {@code data/metadata.json} and {@code data/main_data.hdf5} in a
 * folder, which is also what is written; or, read alone, a folder an episode with an Arrow file.
 *
 * <p>Observations and actions keep their types and parts. Texts and options of resets are not read; the attribute
 * {@code left_out} names them. Images that Minari keeps as JPEG are refused.
 */
public final class MinariFormat implements DatasetFormat {
    private final MinariConfig config;

    /** Creates the format. */
    @Inject
    public MinariFormat(MinariConfig config) {
        this.config = config;
    }

    @Override
    public boolean recognizes(Path path) {
        return MinariFolder.recognizes(path);
    }

    @Override
    public boolean names(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return !name.endsWith(".hdf5") && !name.endsWith(".h5") && !name.endsWith(".parquet");
    }

    @Override
    public EpisodeReader open(Path path) {
        return new MinariReader(MinariFolder.of(path), config.infos());
    }

    @Override
    public EpisodeWriter create(Path path, DatasetDescription description) {
        return new MinariWriter(path, description, config, MinariIds.here());
    }

    @Override
    public String sha256(Path path) {
        return MinariFolder.of(path).sha256();
    }

    @Override
    public Set<Path> files(Path path) {
        MinariFolder folder = MinariFolder.of(path);
        List<Path> files = folder.files();
        if (folder.data().equals(path)) {
            throw new LeewayException(path + " is the inner folder of a Minari dataset: name the one that it is in");
        }
        open(path).close();
        return Set.copyOf(files);
    }
}
