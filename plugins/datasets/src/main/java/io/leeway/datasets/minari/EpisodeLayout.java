package io.leeway.datasets.minari;

import io.leeway.datasets.file.StoredArray;
import io.leeway.datasets.minari.space.ReadableSpace;
import io.leeway.datasets.minari.space.SpaceColumns;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The columns that every episode has, and their kinds; what the spaces do not say, the first episode does. */
final class EpisodeLayout {
    private static final List<String> STEPS = List.of(Episode.REWARDS, Episode.TERMINATIONS, Episode.TRUNCATIONS);

    private final Path file;
    private final boolean infos;
    private final ReadableSpace observations;
    private final ReadableSpace actions;
    private final Set<String> leftOut = new TreeSet<>();
    private final Map<String, Rows> surveyed = new LinkedHashMap<>();
    private Map<String, Rows> columns = Map.of();

    /** The type and shape of an array's rows. */
    private record Rows(ElementType type, List<Long> shape) {
        static Rows of(StoredArray array) {
            return new Rows(array.type(), array.shape().subList(1, array.shape().size()));
        }

        @Override
        public String toString() {
            return SpaceColumns.name(type) + " " + shape;
        }
    }

    /**
     * Looks at the spaces.
     *
     * @param infos whether infos are columns
     */
    EpisodeLayout(Path file, DatasetDescription description, boolean infos) {
        this.file = file;
        this.infos = infos;
        observations = ReadableSpace.of(file, Episode.OBSERVATIONS, description.observationSpace());
        actions = ReadableSpace.of(file, Episode.ACTIONS, description.actionSpace());
        leftOut.addAll(observations.leftOut());
        leftOut.addAll(actions.leftOut());
    }

    /** Returns a description with the spaces of what is read. */
    DatasetDescription describe(DatasetDescription description) {
        return new DatasetDescription(observations.space(), actions.space(), description.attributes());
    }

    /** Returns what is in the file, but not read. */
    Set<String> leftOut() {
        return leftOut;
    }

    /**
     * Returns the arrays that are read of an episode, in the order of the columns.
     *
     * @throws LeewayException naming every array that is missing, too much, or of another kind than it must be
     */
    Map<String, StoredArray> check(EpisodeArrays episode) {
        boolean first = columns.isEmpty();
        List<String> problems = new ArrayList<>();
        Map<String, StoredArray> chosen = new LinkedHashMap<>();
        choose(observations, Episode.OBSERVATIONS, episode, chosen, problems);
        choose(actions, Episode.ACTIONS, episode, chosen, problems);
        STEPS.forEach(name -> chooseRequired(name, episode, chosen, problems));
        episode.arrays().forEach((name, array) -> {
            boolean info = leafOf(name, Episode.INFOS);
            if (info && infos && !leftOut.contains(name)) {
                chosen.put(name, array);
            } else if (info && first) {
                leftOut.add(name);
            }
        });
        if (first) {
            leftOut.addAll(episode.others());
        }
        chosen.forEach((name, array) -> checkKind(name, array, problems));
        stop(problems);
        checkRows(chosen);
        compare(episode.path() + "/", chosen);
        return chosen;
    }

    /**
     * Looks at the infos of an episode before any is read: one that not all episodes have, or not of the same kind, is
     * left out.
     */
    void survey(EpisodeArrays episode, boolean first) {
        StoredArray rewards = episode.arrays().get(Episode.REWARDS);
        long steps = rewards == null ? 0 : rewards.rows();
        Map<String, Rows> found = new LinkedHashMap<>();
        episode.arrays().forEach((name, array) -> {
            if (leafOf(name, Episode.INFOS)) {
                boolean fits = !name.equals(Episode.INFOS)
                        && hasRows(array)
                        && (array.rows() == steps || array.rows() == steps + 1);
                if (fits) {
                    found.put(name, Rows.of(array));
                } else {
                    leftOut.add(name);
                }
            }
        });
        if (first) {
            surveyed.putAll(found);
        }
        Set<String> names = new LinkedHashSet<>(surveyed.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            if (!Objects.equals(surveyed.get(name), found.get(name))) {
                leftOut.add(name);
            }
        }
        leftOut.addAll(episode.others());
    }

    private static boolean hasRows(StoredArray array) {
        List<Long> shape = array.shape();
        return array.isNumeric()
                && !shape.isEmpty()
                && !shape.subList(1, shape.size()).contains(0L);
    }

    private void choose(
            ReadableSpace space,
            String root,
            EpisodeArrays episode,
            Map<String, StoredArray> chosen,
            List<String> problems) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : episode.arrays().keySet()) {
            if (name.equals(root) || name.startsWith(root + "/")) {
                found.add(name);
            }
        }
        if (space.space() == null && found.isEmpty()) {
            problems.add(root + " is missing");
        }
        for (String name : space.space() == null ? found : space.leaves().keySet()) {
            chooseRequired(name, episode, chosen, problems);
        }
        if (space.space() != null) {
            found.removeAll(space.leaves().keySet());
            found.removeAll(space.leftOut());
            found.forEach(name -> problems.add(episode.path() + "/" + name + " is not in its space"));
        }
    }

    private static void chooseRequired(
            String name, EpisodeArrays episode, Map<String, StoredArray> chosen, List<String> problems) {
        StoredArray array = episode.arrays().get(name);
        if (array == null) {
            problems.add(name + " is missing");
        } else {
            chosen.put(name, array);
        }
    }

    private void checkKind(String name, StoredArray array, List<String> problems) {
        Space space = leaf(name);
        if (space != null && isPicture(space, array)) {
            problems.add(array.path()
                    + " holds images as JPEG, in which Minari keeps boxes of uint8, and which are not read:"
                    + " leave the images out, or record them as other numbers");
        } else if (!array.isNumeric()) {
            problems.add(array.path() + " holds " + array.typeName() + ", but must hold numbers");
        } else if (array.shape().isEmpty()) {
            problems.add(array.path() + " is a single value, but must have a row a step");
        } else if (space != null) {
            Rows rows = Rows.of(array);
            SpaceColumns.problem(space, rows.type(), rows.shape())
                    .ifPresent(problem -> problems.add(array.path() + " " + problem));
        }
    }

    private @Nullable Space leaf(String name) {
        Space observation = observations.leaves().get(name);
        return observation == null ? actions.leaves().get(name) : observation;
    }

    private static boolean isPicture(Space space, StoredArray array) {
        return space instanceof Space.Box box
                && box.type() == ElementType.UINT8
                && box.shape().size() >= 2
                && (!array.isNumeric() || array.shape().size() == 2);
    }

    private void checkRows(Map<String, StoredArray> chosen) {
        List<String> problems = new ArrayList<>();
        StoredArray rewards = chosen.get(Episode.REWARDS);
        long steps = rewards == null ? 0 : rewards.rows();
        if (rewards == null || steps == 0) {
            throw new LeewayException(file + ": " + (rewards == null ? "rewards" : rewards.path())
                    + " has no row: an episode has at least one step");
        }
        chosen.forEach((name, array) -> {
            boolean seen = leafOf(name, Episode.OBSERVATIONS);
            boolean withReset = leafOf(name, Episode.INFOS) && array.rows() == steps + 1;
            long wanted = seen ? steps + 1 : steps;
            if (array.rows() != wanted && !withReset) {
                problems.add(array.path() + " has " + array.rows() + " rows, but must have " + wanted
                        + (seen ? ", one more than the " : ", as many as the ") + steps + " rewards");
            }
            if (STEPS.contains(name) && Rows.of(array).shape().stream().anyMatch(size -> size != 1)) {
                problems.add(array.path() + " has rows of the shape "
                        + Rows.of(array).shape() + ", but must have one number a step");
            }
        });
        stop(problems);
    }

    private static boolean leafOf(String name, String root) {
        return name.equals(root) || name.startsWith(root + "/");
    }

    /** Compares columns with those of the first episode. */
    private void compare(String path, Map<String, StoredArray> chosen) {
        Map<String, Rows> found = new LinkedHashMap<>();
        chosen.forEach((name, array) -> found.put(name, Rows.of(array)));
        if (columns.isEmpty()) {
            columns = found;
        }
        List<String> problems = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(columns.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            Rows before = columns.get(name);
            Rows now = found.get(name);
            if (before == null || now == null || !before.equals(now)) {
                problems.add(path + name + difference(before, now));
            }
        }
        stop(problems);
    }

    private static String difference(@Nullable Rows before, @Nullable Rows now) {
        if (now == null) {
            return " is missing, which the episodes before it have";
        } else if (before == null) {
            return " is there, but not in the episodes before it";
        }
        return " holds rows of " + now + ", but in the episodes before it of " + before;
    }

    private void stop(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new LeewayException(file + ": " + String.join("; ", problems));
        }
    }
}
