package io.leeway.datasets.hdf5.filter;

/** The inverse of a filter. Not for several threads. */
interface Inverse extends AutoCloseable {
    /**
     * Decodes what is in the scratch.
     *
     * @param length how many bytes the chunk has that is not encoded
     */
    void undo(Scratch scratch, int length);

    @Override
    default void close() {}
}
