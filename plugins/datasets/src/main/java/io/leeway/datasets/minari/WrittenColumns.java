package io.leeway.datasets.minari;

import io.leeway.datasets.minari.space.ColumnSpaces;
import io.leeway.datasets.minari.space.SpaceColumns;
import io.leeway.datasets.minari.space.SpaceWriter;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that every written episode has, and the spaces that they are from. */
final class WrittenColumns {
    private final Path place;
    private final Space observations;
    private final Space actions;
    private final Map<String, Column> first;

    /**
     * Looks at the first episode, which the others must resemble.
     *
     * @throws LeewayException naming the columns that are not of their spaces, or that Minari cannot hold
     */
    WrittenColumns(Path place, DatasetDescription description, Episode episode) {
        this.place = place;
        this.first = heads(episode.columns());
        this.observations = space(Episode.OBSERVATIONS, description.observationSpace(), episode);
        this.actions = space(Episode.ACTIONS, description.actionSpace(), episode);
        List<String> problems = new ArrayList<>();
        checkSpace(Episode.OBSERVATIONS, observations, episode, problems);
        checkSpace(Episode.ACTIONS, actions, episode, problems);
        episode.columns().keySet().stream()
                .filter(name -> !isName(name))
                .forEach(name -> problems.add("'" + name + "' cannot be a name in HDF5"));
        for (String name : episode.columns().keySet()) {
            if (episode.columns().keySet().stream().anyMatch(other -> other.startsWith(name + "/"))) {
                problems.add("'" + name + "' is a column, but has parts as well");
            }
        }
        stop(0, problems);
    }

    /** Keeps one row of each column: their types and shapes are what counts. */
    private static Map<String, Column> heads(Map<String, Column> columns) {
        Map<String, Column> heads = new LinkedHashMap<>();
        columns.forEach((name, column) -> heads.put(name, column.rows(0, 1)));
        return heads;
    }

    private static Space space(String root, @Nullable Space space, Episode episode) {
        return space == null ? ColumnSpaces.of(root, episode.columns()) : space;
    }

    private static void checkSpace(String root, Space space, Episode episode, List<String> problems) {
        Map<String, Column> found = new LinkedHashMap<>(episode.parts(root));
        Episode.leaves(root, space).forEach((name, leaf) -> {
            Column column = found.remove(name);
            if (column == null) {
                problems.add("'" + name + "' is missing");
            } else if (SpaceColumns.isImage(leaf)) {
                problems.add("'" + name + "' holds images, which Minari keeps as JPEG, so that their numbers change");
            } else {
                SpaceColumns.problem(leaf, column.type(), column.shape())
                        .ifPresent(problem -> problems.add("'" + name + "' " + problem));
            }
        });
        found.keySet().forEach(name -> problems.add("'" + name + "' is not in its space"));
    }

    private static boolean isName(String path) {
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Compares an episode with the first.
     *
     * @throws LeewayException naming every column that is missing, too much, or of another kind
     */
    void check(int episode, Map<String, Column> columns) {
        List<String> problems = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(first.keySet());
        names.addAll(columns.keySet());
        for (String name : names) {
            Column before = first.get(name);
            Column now = columns.get(name);
            if (before == null || now == null) {
                problems.add("'" + name + "' " + (now == null ? "is missing" : "is too much"));
            } else if (now.type() != before.type() || !now.shape().equals(before.shape())) {
                problems.add("'" + name + "' has rows of " + SpaceColumns.name(now.type()) + " " + now.shape()
                        + " instead of " + SpaceColumns.name(before.type()) + " " + before.shape());
            }
        }
        stop(episode, problems);
    }

    private void stop(int episode, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new LeewayException("Cannot write episode " + episode + " to " + place
                    + (episode == 0 ? ": " : ", whose columns are not those of the first: ")
                    + String.join("; ", problems));
        }
    }

    String observationSpace() {
        return new SpaceWriter(first).write(Episode.OBSERVATIONS, observations);
    }

    String actionSpace() {
        return new SpaceWriter(first).write(Episode.ACTIONS, actions);
    }
}
