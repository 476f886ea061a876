package io.leeway.datasets.file;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import java.util.List;

/** An array of a file, whose kind is known before it is read. */
public interface StoredArray {
    /** Returns where in the file it is, such as {@code /episode_0/rewards}. */
    String path();

    /** Returns the dimensions; the first is that of rows. Empty for a single value. */
    List<Long> shape();

    /** Returns how many rows there are. */
    long rows();

    /** Returns whether it holds numbers of a type that columns know. */
    boolean isNumeric();

    /** Returns what the elements are called. */
    String typeName();

    /**
     * Returns the numbers' type.
     *
     * @throws LeewayException if columns do not know it
     */
    ElementType type();

    /**
     * Reads rows.
     *
     * @throws LeewayException if they are not there or damaged
     * @throws IndexOutOfBoundsException if the array has fewer rows
     */
    Column read(long firstRow, int rows);
}
