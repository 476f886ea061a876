package io.leeway.datasets.minari;

import io.leeway.datasets.file.MemoryLimit;
import io.leeway.datasets.file.StoredArray;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reader of the episodes of a Minari dataset, by their numbers. */
final class MinariReader implements EpisodeReader {
    static final String LEFT_OUT = "left_out";
    private static final int MOST_NAMED = 5;

    private final MinariFolder folder;
    /** The file or folder that holds the arrays. */
    private final Path arrays;

    private final EpisodeStore store;
    private final MinariMetadata metadata;
    private final EpisodeLayout layout;
    private final DatasetDescription description;
    private int next;
    private long steps;

    /**
     * Opens a dataset.
     *
     * @param infos whether infos are read
     * @throws LeewayException if it is none, or its files disagree
     */
    MinariReader(MinariFolder folder, boolean infos) {
        this.folder = folder;
        if (!folder.hasMetadata()) {
            folder.check(MinariStorage.HDF5);
        }
        metadata = MinariMetadata.read(folder.metadata());
        this.arrays = metadata.storage() == MinariStorage.ARROW ? folder.data() : folder.arrays();
        folder.check(metadata.storage());
        layout = new EpisodeLayout(arrays, metadata.description(), infos);
        store = EpisodeStore.open(folder, metadata);
        try {
            checkNames();
            for (int i = 0; i < metadata.totalEpisodes() && infos; i++) {
                layout.survey(store.arrays(i), i == 0);
            }
            if (metadata.totalEpisodes() > 0) {
                layout.check(store.arrays(0));
            }
            description = describe();
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private DatasetDescription describe() {
        DatasetDescription readable = layout.describe(metadata.description());
        Set<String> leftOut = new LinkedHashSet<>(layout.leftOut());
        String before = readable.attributes().getOrDefault(LEFT_OUT, "");
        if (!before.isEmpty()) {
            leftOut.addAll(List.of(before.split(", ")));
        }
        return leftOut.isEmpty() ? readable : readable.with(Map.of(LEFT_OUT, String.join(", ", leftOut)));
    }

    private void checkNames() {
        Set<String> names = new HashSet<>(store.names());
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < metadata.totalEpisodes() && missing.size() < MOST_NAMED; i++) {
            if (!names.remove(store.name(i))) {
                missing.add(store.name(i));
            }
        }
        List<String> more = names.stream()
                .filter(name -> missing.size() < MOST_NAMED)
                .sorted()
                .limit(MOST_NAMED)
                .toList();
        if (!missing.isEmpty() || !more.isEmpty()) {
            throw new LeewayException(
                    arrays + " disagrees with " + folder.metadata().getFileName() + ", which says that"
                            + " there are " + metadata.totalEpisodes() + " episodes: "
                            + (missing.isEmpty() ? "" : "there is no " + String.join(", ", missing))
                            + (missing.isEmpty() || more.isEmpty() ? "" : "; ")
                            + (more.isEmpty() ? "" : "there is also " + String.join(", ", more)));
        }
    }

    @Override
    public DatasetDescription description() {
        return description;
    }

    @Override
    public long steps() {
        return metadata.totalSteps();
    }

    /** Returns the file or folder that holds the arrays. */
    String place() {
        return arrays.toString();
    }

    /** Returns what an episode is called there. */
    String name(int episode) {
        return store.name(episode);
    }

    /** Returns how many episodes there are. */
    int episodes() {
        return metadata.totalEpisodes();
    }

    @Override
    public @Nullable Episode next() {
        if (next == metadata.totalEpisodes()) {
            if (steps != metadata.totalSteps()) {
                throw new LeewayException(folder.metadata() + " says that there are " + metadata.totalSteps()
                        + " steps, but " + arrays.getFileName() + " has " + steps);
            }
            return null;
        }
        EpisodeArrays stored = store.arrays(next);
        Map<String, StoredArray> chosen = layout.check(stored);
        checkMemory(stored.path(), chosen);
        Map<String, Column> columns = new LinkedHashMap<>();
        chosen.forEach((name, array) -> columns.put(name, array.read(0, (int) array.rows())));
        Episode episode = new Episode(columns, seed(stored));
        next++;
        steps += episode.steps();
        return episode;
    }

    private void checkMemory(String path, Map<String, StoredArray> chosen) {
        double bytes = 0;
        for (StoredArray array : chosen.values()) {
            double size = array.type().bytes();
            for (long dimension : array.shape()) {
                size *= dimension;
            }
            if (size > Integer.MAX_VALUE - 8) {
                throw new LeewayException(arrays + ": " + array.path() + " has " + (long) size
                        + " bytes, more than the 2 GiB that a column of one episode can have");
            }
            bytes += size;
        }
        MemoryLimit.check(arrays + ": " + path, bytes);
    }

    private @Nullable BigInteger seed(EpisodeArrays stored) {
        Object seed = stored.seed();
        if (seed instanceof Long whole) {
            return BigInteger.valueOf(whole);
        } else if (seed == null || seed instanceof BigInteger) {
            return (BigInteger) seed;
        }
        throw new LeewayException(arrays + ": the attribute '" + EpisodeArrays.SEED + "' of " + stored.path() + " is "
                + seed + ", but must be a whole number");
    }

    @Override
    public void close() {
        store.close();
    }
}
