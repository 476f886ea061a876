package io.leeway.datasets.hdf5.filter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The inverse of the shuffle, which put all first bytes of elements together, then all second ones, and so on. */
final class Shuffled implements Inverse {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final int elementBytes;

    Shuffled(int elementBytes) {
        this.elementBytes = elementBytes;
    }

    @Override
    public void undo(Scratch scratch, int length) {
        int size = scratch.size();
        if (elementBytes > 1) {
            unshuffle(scratch.bytes(), 0, scratch.target(size), 0, size, elementBytes);
            scratch.swap(size);
        }
    }

    static void unshuffle(byte[] from, int at, byte[] to, int target, int size, int elementBytes) {
        int count = size / elementBytes;
        if (elementBytes == Integer.BYTES) {
            for (int i = 0; i < count; i++) {
                int bits = (from[at + i] & 0xff)
                        | (from[at + i + count] & 0xff) << 8
                        | (from[at + i + 2 * count] & 0xff) << 16
                        | from[at + i + 3 * count] << 24;
                INTS.set(to, target + i * Integer.BYTES, bits);
            }
        } else {
            for (int octet = 0; octet < elementBytes; octet++) {
                for (int i = 0, source = at + octet * count, place = target + octet;
                        i < count;
                        i++, place += elementBytes) {
                    to[place] = from[source++];
                }
            }
        }
        int done = count * elementBytes;
        System.arraycopy(from, at + done, to, target + done, size - done);
    }
}
