package io.leeway.datasets.parquet;

import io.leeway.spi.environment.Space.ElementType;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file that was opened.
 *
 * @param name of the whole
 * @param path of the leaf
 * @param type of its numbers, or null where it holds none that are read
 * @param list whether rows are lists
 * @param descriptor of the leaf
 * @param problem why it cannot be read, or empty
 */
record StoredColumn(
        String name,
        List<String> path,
        @Nullable ElementType type,
        boolean list,
        ColumnDescriptor descriptor,
        String problem) {}
