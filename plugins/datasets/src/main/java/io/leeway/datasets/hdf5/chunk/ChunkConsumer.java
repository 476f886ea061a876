package io.leeway.datasets.hdf5.chunk;

/** A consumer of chunks that an index tells by their order. */
interface ChunkConsumer {
    /** Takes a chunk; {@code bytes} is -1 where it has as many as one that is not encoded. */
    void accept(long order, long address, long bytes, int mask);
}
