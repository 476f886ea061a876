package io.leeway.datasets.hdf5.chunk;

import io.leeway.datasets.hdf5.format.Cursor;
import io.leeway.datasets.hdf5.format.FileBytes;

/**
 * The elements of an array of chunks.
 *
 * @param width how many bytes each takes
 */
record Elements(FileBytes file, boolean filtered, int width, ChunkConsumer consumer) {
    /** Reads elements, the first of which has this order, after leaving bytes out. */
    void read(Cursor block, long skipped, long first, long count) {
        block.skip((int) skipped);
        for (long i = 0; i < count; i++) {
            Cursor element = block.piece(width);
            long address = element.address();
            long bytes = filtered ? element.number(width - file.offsetBytes() - Integer.BYTES) : -1;
            int mask = filtered ? (int) element.u4() : 0;
            if (address != Cursor.NOWHERE) {
                consumer.accept(first + i, address, bytes, mask);
            }
        }
    }
}
