package io.leeway.datasets.minari;

import io.leeway.datasets.file.MemoryLimit;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.support.EpisodeFlattener;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A Minari dataset as a dataset source. */
public final class MinariSource implements DatasetSource {
    private static final List<String> TOLD = List.of(
            MinariMetadata.DATASET_ID,
            DatasetDescription.ENVIRONMENT_ID,
            "algorithm_name",
            "author",
            "code_permalink",
            "minari_version",
            "ref_min_score",
            "ref_max_score",
            MinariReader.LEFT_OUT);

    private final MinariSourceConfig config;
    private final MinariIds ids;

    /** Creates the source. */
    @Inject
    public MinariSource(MinariSourceConfig config) {
        this(config, MinariIds.here());
    }

    MinariSource(MinariSourceConfig config, MinariIds ids) {
        this.config = config;
        this.ids = ids;
    }

    private MinariFolder folder() {
        Path path = config.path();
        return MinariFolder.of(path == null ? ids.resolve(Objects.requireNonNull(config.id())) : path);
    }

    @Override
    public boolean seeded() {
        return false;
    }

    @Override
    public String identity() {
        return folder().sha256();
    }

    @Override
    public EpisodeReader part(int index) {
        return new MinariReader(folder(), true);
    }

    @Override
    public Dataset load() {
        MinariFolder folder = folder();
        try (MinariReader reader = new MinariReader(folder, false)) {
            String file = reader.place();
            Episode episode = reader.next();
            if (episode == null) {
                throw new LeewayException(file + " has no episode");
            }
            EpisodeFlattener flattener = new EpisodeFlattener(
                    file, reader.description(), episode, config.observation(), config.clipActions());
            reserve(flattener, reader, file);
            for (int i = 0; episode != null; i++) {
                checkEnd(file + ": /" + reader.name(i), episode);
                flattener.add(episode);
                episode = reader.next();
            }
            Map<String, String> provenance = provenance(folder, reader.description());
            return flattener.dataset(Dataset.withRemarks(provenance, unlearned(reader.description())));
        }
    }

    /** Returns which parts of observations and actions are not learned from, since they are no numbers. */
    private static List<String> unlearned(DatasetDescription description) {
        String leftOut = description.attributes().getOrDefault(MinariReader.LEFT_OUT, "");
        String parts = Arrays.stream(leftOut.split(", "))
                .filter(name -> name.startsWith(Episode.OBSERVATIONS) || name.startsWith(Episode.ACTIONS))
                .collect(Collectors.joining(", "));
        return parts.isEmpty() ? List.of() : List.of("Not learned from, since they are no numbers: " + parts + ".");
    }

    private static void reserve(EpisodeFlattener flattener, MinariReader reader, String file) {
        double rows = (double) reader.steps() + reader.episodes();
        double numbers = rows * (flattener.observationSize() + flattener.actionSize() + 1);
        MemoryLimit.check(file + ", of " + reader.steps() + " steps,", numbers * Float.BYTES);
        flattener.reserve(reader.steps(), reader.episodes());
    }

    private static void checkEnd(String place, Episode episode) {
        for (String name : List.of(Episode.TERMINATIONS, Episode.TRUNCATIONS)) {
            Column flags = episode.column(name);
            for (int i = 0; i < flags.rows() - 1; i++) {
                if (flags.flag(i)) {
                    throw new LeewayException(place + "/" + name + " is set in row " + i
                            + ", before the last of " + flags.rows()
                            + ": an episode ends there, so that what follows must be"
                            + " another episode");
                }
            }
        }
    }

    private Map<String, String> provenance(MinariFolder folder, DatasetDescription description) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("source", "minari");
        provenance.put("sha256", folder.sha256());
        for (String name : TOLD) {
            String value = description.attributes().get(name);
            if (value != null && !value.isBlank()) {
                provenance.put(name, value);
            }
        }
        if (!config.observation().isEmpty()) {
            provenance.put("observation", String.join(", ", config.observation()));
        }
        return provenance;
    }
}
