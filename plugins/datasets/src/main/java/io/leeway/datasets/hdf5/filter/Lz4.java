package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;
import java.nio.ByteOrder;

/** The inverse of LZ4 (filter 32004): blocks, each after its size, big-endian; one of full size was left alone. */
final class Lz4 implements Inverse {
    private static final int HEAD = 12;

    private final Codec codec = Codec.lz4();

    @Override
    public void undo(Scratch scratch, int length) {
        int total = scratch.number(4, ByteOrder.BIG_ENDIAN);
        int block = scratch.number(8, ByteOrder.BIG_ENDIAN);
        if (scratch.number(0, ByteOrder.BIG_ENDIAN) != 0 || total < 0 || total > length + 64 || block < 1) {
            throw new DamagedException("a chunk in LZ4 makes no sense");
        }
        byte[] target = scratch.target(total);
        int at = HEAD;
        for (int done = 0; done < total; ) {
            int here = Math.min(block, total - done);
            int size = scratch.number(at, ByteOrder.BIG_ENDIAN);
            at += Integer.BYTES;
            scratch.need(at, size);
            codec.decode(scratch.bytes(), at, size, target, done, here);
            at += size;
            done += here;
        }
        scratch.swap(total);
    }
}
