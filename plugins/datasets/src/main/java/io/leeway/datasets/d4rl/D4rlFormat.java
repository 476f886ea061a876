package io.leeway.datasets.d4rl;

import io.leeway.datasets.file.FileDigest;
import io.leeway.datasets.hdf5.input.Hdf5Group;
import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** D4RL's layout (Fu et al. 2020): one HDF5 file with flat arrays of N steps. */
public final class D4rlFormat implements DatasetFormat {
    private static final List<String> ENDINGS = List.of(".hdf5", ".h5");

    private final D4rlFormatConfig config;

    /** Creates the format. */
    @Inject
    public D4rlFormat(D4rlFormatConfig config) {
        this.config = config;
    }

    @Override
    public boolean recognizes(Path path) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (Hdf5Input file = Hdf5Input.open(path)) {
            Hdf5Group root = file.root();
            return root.names().contains("rewards") || root.names().contains("observations");
        } catch (LeewayException damaged) {
            return names(path);
        }
    }

    @Override
    public boolean names(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    @Override
    public EpisodeReader open(Path path) {
        return new D4rlReader(path, new EpisodeRules(config.timeouts(), config.episodeSteps()));
    }

    @Override
    public EpisodeWriter create(Path path, DatasetDescription description) {
        return new D4rlWriter(path, description, config.compression());
    }

    @Override
    public String sha256(Path path) {
        return FileDigest.sha256(List.of(path));
    }
}
