package io.leeway.datasets.minari;

import io.leeway.datasets.file.MemoryLimit;
import io.leeway.datasets.hdf5.input.Hdf5Array;
import io.leeway.datasets.hdf5.input.Hdf5Group;
import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import java.math.BigInteger;
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
    static final String EPISODE = "episode_";
    private static final String SEED = "seed";
    private static final int MOST_NAMED = 5;

    private final MinariFolder folder;
    private final Hdf5Input input;
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
            folder.check();
        }
        metadata = MinariMetadata.read(folder.metadata());
        folder.check();
        layout = new EpisodeLayout(folder.arrays(), metadata.description(), infos);
        input = Hdf5Input.open(folder.arrays());
        try {
            checkNames();
            for (int i = 0; i < metadata.totalEpisodes() && infos; i++) {
                layout.survey(arrays(i), i == 0);
            }
            if (metadata.totalEpisodes() > 0) {
                layout.check(arrays(0));
            }
            description = describe();
        } catch (RuntimeException e) {
            input.close();
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
        Set<String> names = new HashSet<>(input.root().names());
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < metadata.totalEpisodes() && missing.size() < MOST_NAMED; i++) {
            if (!names.remove(EPISODE + i)) {
                missing.add(EPISODE + i);
            }
        }
        List<String> more = names.stream()
                .filter(name -> missing.size() < MOST_NAMED && name.startsWith(EPISODE))
                .sorted()
                .limit(MOST_NAMED)
                .toList();
        if (!missing.isEmpty() || !more.isEmpty()) {
            throw new LeewayException(
                    folder.arrays() + " disagrees with " + folder.metadata().getFileName() + ", which says that"
                            + " there are " + metadata.totalEpisodes() + " episodes: "
                            + (missing.isEmpty() ? "" : "there is no " + String.join(", ", missing))
                            + (missing.isEmpty() || more.isEmpty() ? "" : "; ")
                            + (more.isEmpty() ? "" : "there is also " + String.join(", ", more)));
        }
    }

    private Hdf5Group group(int episode) {
        Hdf5Group group = input.root().group(EPISODE + episode);
        if (group == null) {
            throw new LeewayException(folder.arrays() + ": /" + EPISODE + episode + " is no group");
        }
        return group;
    }

    private EpisodeArrays arrays(int episode) {
        return EpisodeArrays.of(folder.arrays(), group(episode));
    }

    @Override
    public DatasetDescription description() {
        return description;
    }

    @Override
    public long steps() {
        return metadata.totalSteps();
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
                        + " steps, but " + folder.arrays().getFileName() + " has " + steps);
            }
            return null;
        }
        Hdf5Group group = group(next);
        Map<String, Hdf5Array> arrays = layout.check(EpisodeArrays.of(folder.arrays(), group));
        checkMemory(group, arrays);
        Map<String, Column> columns = new LinkedHashMap<>();
        arrays.forEach((name, array) -> columns.put(name, array.read(0, (int) array.rows())));
        Episode episode = new Episode(columns, seed(group));
        next++;
        steps += episode.steps();
        return episode;
    }

    private void checkMemory(Hdf5Group group, Map<String, Hdf5Array> arrays) {
        double bytes = 0;
        for (Hdf5Array array : arrays.values()) {
            double size = array.type().bytes();
            for (long dimension : array.shape()) {
                size *= dimension;
            }
            if (size > Integer.MAX_VALUE - 8) {
                throw new LeewayException(folder.arrays() + ": " + array.path() + " has " + (long) size
                        + " bytes, more than the 2 GiB that a column of one episode can have");
            }
            bytes += size;
        }
        MemoryLimit.check(folder.arrays() + ": " + group.path(), bytes);
    }

    private @Nullable BigInteger seed(Hdf5Group group) {
        Object seed = group.attributes().get(SEED);
        if (seed instanceof Long whole) {
            return BigInteger.valueOf(whole);
        } else if (seed == null || seed instanceof BigInteger) {
            return (BigInteger) seed;
        }
        throw new LeewayException(folder.arrays() + ": the attribute '" + SEED + "' of " + group.path() + " is " + seed
                + ", but must be a whole number");
    }

    @Override
    public void close() {
        input.close();
    }
}
