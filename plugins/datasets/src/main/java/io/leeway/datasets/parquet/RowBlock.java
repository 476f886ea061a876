package io.leeway.datasets.parquet;

import io.leeway.datasets.file.MemoryLimit;
import io.leeway.spi.data.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.parquet.format.RowGroup;

/**
 * Rows of a file that were read.
 *
 * @param columns by name
 */
record RowBlock(Map<String, Column> columns) {
    /**
     * Reads a row group.
     *
     * @param shapes of rows of several dimensions, by name
     */
    static RowBlock read(PartFile part, RowGroup group, Set<String> names, Map<String, List<Integer>> shapes) {
        double bytes = 0;
        for (String name : names) {
            StoredColumn column = Objects.requireNonNull(part.columns().get(name));
            bytes += (double) part.chunk(group, column).getMeta_data().getNum_values()
                    * Objects.requireNonNull(column.type()).bytes();
        }
        MemoryLimit.check(part.path() + ": a row group", bytes);
        Map<String, Column> columns = new LinkedHashMap<>();
        for (String name : names) {
            StoredColumn stored = Objects.requireNonNull(part.columns().get(name));
            Column column = ChunkReader.read(part, stored, part.chunk(group, stored), group.getNum_rows());
            List<Integer> shape = shapes.getOrDefault(plain(name), column.shape());
            boolean fits = shape.stream().reduce(1, Math::multiplyExact) == column.rowSize();
            columns.put(name, fits ? Column.of(column.type(), shape, column.bytes()) : column);
        }
        return new RowBlock(columns);
    }

    private static String plain(String name) {
        return name.startsWith(Naming.NEXT) ? name.substring(Naming.NEXT.length()) : name;
    }

    int rows() {
        return column(Naming.EPISODE).rows();
    }

    Column column(String name) {
        return Objects.requireNonNull(columns.get(name));
    }

    /** Returns the number of the row after the last of those that belong to an episode. */
    int end(int from) {
        Column episodes = column(Naming.EPISODE);
        long episode = episodes.integer(from);
        int end = from + 1;
        while (end < episodes.rows() && episodes.integer(end) == episode) {
            end++;
        }
        return end;
    }

    RowBlock part(int from, int end) {
        Map<String, Column> part = new LinkedHashMap<>();
        columns.forEach((name, column) -> part.put(name, column.rows(from, end - from)));
        return new RowBlock(part);
    }
}
