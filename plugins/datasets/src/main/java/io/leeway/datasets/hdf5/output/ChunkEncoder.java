package io.leeway.datasets.hdf5.output;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;

/** The shuffling and deflating of chunks, as HDF5's filters 2 and 1 do it. */
final class ChunkEncoder implements AutoCloseable {
    private final int elementBytes;
    private final Deflater deflater;
    private final boolean plain;
    private byte[] shuffled = new byte[0];
    private byte[] deflated = new byte[0];

    /**
     * Creates an encoder.
     *
     * @param level from 1 to 9; 0 for chunks as they are
     */
    ChunkEncoder(int elementBytes, int level) {
        this.elementBytes = elementBytes;
        this.plain = level == 0;
        this.deflater = new Deflater(level);
    }

    /** Returns a chunk's bytes as the file has them, valid until the next call. */
    ByteBuffer encode(byte[] chunk, int length) {
        if (plain) {
            return ByteBuffer.wrap(chunk, 0, length);
        }
        if (shuffled.length < length) {
            shuffled = new byte[length];
            deflated = new byte[length + length / 1000 + 64];
        }
        int elements = length / elementBytes;
        for (int octet = 0; octet < elementBytes; octet++) {
            for (int i = 0, from = octet, to = octet * elements; i < elements; i++, from += elementBytes) {
                shuffled[to++] = chunk[from];
            }
        }
        deflater.reset();
        deflater.setInput(shuffled, 0, length);
        deflater.finish();
        int size = 0;
        while (!deflater.finished()) {
            if (size == deflated.length) {
                deflated = Arrays.copyOf(deflated, 2 * size);
            }
            size += deflater.deflate(deflated, size, deflated.length - size);
        }
        return ByteBuffer.wrap(deflated, 0, size);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
