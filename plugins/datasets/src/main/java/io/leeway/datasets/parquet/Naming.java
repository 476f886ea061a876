package io.leeway.datasets.parquet;

import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of a file's columns. */
final class Naming {
    static final String EPISODE = "episode";
    static final String STEP = "step";
    /** The beginning of the names of what was after a step, such as next_observations. */
    static final String NEXT = "next_";

    private Naming() {}

    /** Returns whether an episode has one row of a column more than it has steps. */
    static boolean hasLast(Episode episode, Column column) {
        return column.rows() == episode.steps() + 1;
    }

    /** Returns the columns of a file with such episodes. */
    static List<FileColumn> columns(Episode episode) {
        List<FileColumn> columns = new ArrayList<>();
        columns.add(new FileColumn(EPISODE, ElementType.INT64, List.of()));
        columns.add(new FileColumn(STEP, ElementType.INT32, List.of()));
        episode.columns().forEach((name, column) -> {
            columns.add(new FileColumn(name, column.type(), column.shape()));
            if (hasLast(episode, column)) {
                columns.add(new FileColumn(NEXT + name, column.type(), column.shape()));
            }
        });
        return columns;
    }

    /** Returns an episode's rows of these columns. */
    static Map<String, Column> rows(Episode episode, long number) {
        int steps = episode.steps();
        long[] numbers = new long[steps];
        Arrays.fill(numbers, number);
        ByteBuffer counted = ByteBuffer.allocate(steps * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < steps; i++) {
            counted.putInt(i);
        }
        Map<String, Column> rows = new LinkedHashMap<>();
        rows.put(EPISODE, Column.of(numbers));
        rows.put(STEP, Column.of(ElementType.INT32, List.of(), counted.flip()));
        episode.columns().forEach((name, column) -> {
            rows.put(name, column.rows(0, steps));
            if (hasLast(episode, column)) {
                rows.put(NEXT + name, column.rows(1, steps));
            }
        });
        return rows;
    }
}
