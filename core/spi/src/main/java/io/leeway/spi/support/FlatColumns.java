package io.leeway.spi.support;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of an episode that make a flat observation or action, one after the other. */
final class FlatColumns {
    private final String root;
    private final List<FlatColumn> columns;
    private final int width;

    private FlatColumns(String root, List<FlatColumn> columns) {
        this.root = root;
        this.columns = columns;
        this.width = columns.stream().mapToInt(FlatColumn::width).reduce(0, Math::addExact);
    }

    static FlatColumns of(String name, String root, @Nullable Space space, Episode first) {
        Map<String, Column> present = first.parts(root);
        Map<String, Space> leaves = space == null ? unbounded(present) : Episode.leaves(root, space);
        List<FlatColumn> columns = new ArrayList<>();
        leaves.forEach((path, leaf) -> columns.add(FlatColumn.of(name, path, leaf, present.get(path))));
        return new FlatColumns(root, columns);
    }

    private static Map<String, Space> unbounded(Map<String, Column> columns) {
        Map<String, Space> spaces = new LinkedHashMap<>();
        columns.forEach((path, column) -> spaces.put(path, unbounded(column)));
        return spaces;
    }

    private static Space unbounded(Column column) {
        Space.Box flat =
                Space.Box.of(column.rowSize(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, column.type());
        return new Space.Box(column.shape(), flat.low(), flat.high(), column.type());
    }

    /** Returns only the named parts, in the order of the names. */
    FlatColumns choose(String name, List<String> parts) {
        if (parts.isEmpty()) {
            return this;
        }
        List<FlatColumn> chosen = new ArrayList<>();
        for (String part : parts) {
            String path = root + "/" + part;
            List<FlatColumn> found = columns.stream()
                    .filter(column ->
                            column.path().equals(path) || column.path().startsWith(path + "/"))
                    .toList();
            if (found.isEmpty()) {
                throw new LeewayException(name + " has no part '" + part + "' of " + root + "; there are: "
                        + String.join(
                                ", ", columns.stream().map(FlatColumn::path).toList()));
            }
            chosen.addAll(found);
        }
        return new FlatColumns(root, chosen);
    }

    /** Returns columns that are scaled from their bounds to [-1, 1]. */
    FlatColumns scaled(String name) {
        return new FlatColumns(
                root, columns.stream().map(column -> column.scaled(name)).toList());
    }

    int width() {
        return width;
    }

    /** Writes all columns of an episode's first rows; see {@link EpisodeFlattener#add}. */
    void write(
            String where,
            UnfitValues unfit,
            int index,
            Episode episode,
            int rows,
            float[] target,
            int firstRow,
            boolean clip) {
        int at = 0;
        for (FlatColumn column : columns) {
            Column values = episode.columns().get(column.path());
            if (values == null || values.rows() < rows) {
                throw new LeewayException(where + " lacks " + column.path() + ", which the episodes before it have");
            }
            column.write(unfit, index, values, rows, target, firstRow * width + at, width, clip);
            at += column.width();
        }
    }
}
