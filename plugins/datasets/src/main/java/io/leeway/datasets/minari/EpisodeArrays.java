package io.leeway.datasets.minari;

import io.leeway.datasets.file.StoredArray;
import io.leeway.datasets.hdf5.input.Hdf5Array;
import io.leeway.datasets.hdf5.input.Hdf5Attributes;
import io.leeway.datasets.hdf5.input.Hdf5Group;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Episode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of one episode.
 *
 * @param path where they are, such as {@code /episode_0}
 * @param arrays by the names that columns have, such as {@code observations/desired_goal}
 * @param others what else is there
 * @param seed that of its reset, if it is a whole number; null where there is none
 */
record EpisodeArrays(
        String path,
        Map<String, StoredArray> arrays,
        Set<String> others,
        @Nullable Object seed) {
    static final String SEED = "seed";

    private static final List<String> ROOTS = List.of(
            Episode.OBSERVATIONS,
            Episode.ACTIONS,
            Episode.REWARDS,
            Episode.TERMINATIONS,
            Episode.TRUNCATIONS,
            Episode.INFOS);
    private static final String ATTRIBUTE = "episode attribute ";
    /** What is read, and what Minari works out of the rewards. */
    private static final Set<String> READ = Set.of(
            "id", SEED, "total_steps", "rewards_sum", "rewards_mean", "rewards_std", "rewards_min", "rewards_max");

    private static final int DEEPEST = 100;
    private static final int MOST = 10_000;

    /**
     * Finds them.
     *
     * @throws LeewayException if groups are nested without end
     */
    static EpisodeArrays of(Path file, Hdf5Group episode) {
        Search search = new Search(file);
        for (String root : ROOTS) {
            search.find(episode, root, root, 0);
        }
        Set<String> others = new TreeSet<>(episode.names());
        ROOTS.forEach(others::remove);
        Hdf5Attributes attributes = episode.attributes();
        attributes.values().keySet().forEach(name -> attribute(name).ifPresent(others::add));
        attributes.leftOut().forEach(name -> attribute(name).ifPresent(others::add));
        return new EpisodeArrays(episode.path(), search.arrays, others, attributes.get(SEED));
    }

    /** Returns what an attribute of an episode is called that is left out; empty where it is read. */
    static Optional<String> attribute(String name) {
        return READ.contains(name) ? Optional.empty() : Optional.of(ATTRIBUTE + name);
    }

    /** A walk through groups, which may hold themselves. */
    private static final class Search {
        private final Path file;
        private final Map<String, StoredArray> arrays = new LinkedHashMap<>();
        private int visited;

        Search(Path file) {
            this.file = file;
        }

        void find(Hdf5Group parent, String name, String path, int depth) {
            if (depth > DEEPEST || ++visited > MOST) {
                throw new LeewayException(file + ": " + parent.path() + " is nested deeper than " + DEEPEST
                        + " groups, or has more than " + MOST + " arrays and groups");
            }
            Hdf5Array array = parent.array(name);
            Hdf5Group group = array == null ? parent.group(name) : null;
            if (array != null) {
                arrays.put(path, array);
            } else if (group != null) {
                for (String inner : group.names()) {
                    find(group, inner, path + "/" + inner, depth + 1);
                }
            }
        }
    }
}
