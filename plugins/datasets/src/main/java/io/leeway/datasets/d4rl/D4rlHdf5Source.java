package io.leeway.datasets.d4rl;

import io.leeway.datasets.file.FileDigest;
import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.EpisodeFlattener;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file in D4RL's layout (Fu et al. 2020) as a dataset source: flat arrays of N steps, cut into episodes where
 * {@code terminals} or {@code timeouts} say so; see {@link D4rlCuts}. Actions must lie in [-1, 1], or within the bounds
 * of the file's {@code action_space}, from which they are scaled. Whole numbers, one a step, are choices; see
 * {@link D4rlChoices}.
 */
public final class D4rlHdf5Source implements DatasetSource {
    private final D4rlHdf5Config config;
    private final Path path;

    /** Creates the source. */
    @Inject
    public D4rlHdf5Source(D4rlHdf5Config config) {
        this.config = config;
        this.path = config.path();
    }

    @Override
    public boolean seeded() {
        return false;
    }

    @Override
    public String identity() {
        checkExists();
        return FileDigest.sha256(List.of(path));
    }

    @Override
    public EpisodeReader part(int index) {
        checkExists();
        return new D4rlReader(path, rules());
    }

    @Override
    public Dataset load() {
        String digest = identity();
        try (Hdf5Input file = Hdf5Input.open(path)) {
            D4rlColumns columns = D4rlColumns.of(file);
            boolean waypoints = new D4rlCuts(file, columns, rules(), false).waypoints();
            DatasetDescription description = D4rlDescription.of(file.root(), columns, waypoints);
            Map<String, String> provenance = new LinkedHashMap<>();
            provenance.put("source", "d4rl-hdf5");
            provenance.put("file", path.getFileName().toString());
            provenance.put("sha256", digest);
            description.attributes().forEach((name, value) -> {
                if (!value.isEmpty() && !name.equals(DatasetDescription.ATTRIBUTE_TYPES)) {
                    provenance.put("file " + name, value);
                }
            });
            return isPlain(description) && columns.actions().type().isReal()
                    ? D4rlLoader.load(file, columns, rules(), config.clipActions(), provenance)
                    : flattened(provenance);
        }
    }

    /**
     * Returns whether spaces let numbers be taken as they are: whether no action is a choice, or bounded otherwise than
     * by -1 and 1.
     */
    private static boolean isPlain(DatasetDescription description) {
        boolean flat = description.observationSpace() == null || description.observationSpace() instanceof Space.Box;
        boolean unit = description.actionSpace() == null
                || (description.actionSpace() instanceof Space.Box box
                        && Arrays.stream(box.low()).allMatch(low -> low == -1)
                        && Arrays.stream(box.high()).allMatch(high -> high == 1));
        return flat && unit;
    }

    private Dataset flattened(Map<String, String> provenance) {
        try (EpisodeReader reader = part(0)) {
            Episode episode = reader.next();
            if (episode == null) {
                throw D4rlReader.noStep(path);
            }
            EpisodeFlattener flattener = new EpisodeFlattener(
                    path.toString(), reader.description(), episode, List.of(), config.clipActions());
            while (episode != null) {
                flattener.add(episode);
                episode = reader.next();
            }
            return flattener.dataset(Dataset.withRemarks(provenance, reader.remarks()));
        }
    }

    private EpisodeRules rules() {
        return new EpisodeRules(config.timeouts(), config.episodeSteps());
    }

    private void checkExists() {
        if (!Files.exists(path)) {
            throw new LeewayException("There is no file "
                    + path.toAbsolutePath().normalize() + ": set dataset.path to a file in D4RL's HDF5 layout");
        }
    }
}
