package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;
import java.nio.ByteOrder;

/** The check of a Fletcher-32 checksum of big-endian 16-bit words, which is cut off. */
final class Fletcher implements Inverse {
    @Override
    public void undo(Scratch scratch, int length) {
        int size = scratch.size() - Integer.BYTES;
        if (size < 0) {
            throw new DamagedException("a chunk is shorter than its checksum");
        }
        byte[] bytes = scratch.bytes();
        long low = 0;
        long high = 0;
        for (int i = 0; i < size; i += 2) {
            int second = i + 1 < size ? bytes[i + 1] & 0xff : 0;
            low = (low + ((bytes[i] & 0xff) << 8 | second)) % 0xffff;
            high = (high + low) % 0xffff;
        }
        long stored = scratch.number(size, ByteOrder.LITTLE_ENDIAN) & 0xffffffffL;
        if ((stored & 0xffff) % 0xffff != low || (stored >>> 16) % 0xffff != high) {
            throw new DamagedException("a chunk's checksum is wrong");
        }
        scratch.cut(size);
    }
}
