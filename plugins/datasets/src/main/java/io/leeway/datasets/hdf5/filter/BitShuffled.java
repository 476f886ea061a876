package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;
import io.leeway.datasets.hdf5.format.Filter;
import io.leeway.datasets.hdf5.format.UnreadException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The inverse of bitshuffle (filter 32008), with LZ4, Zstandard or nothing after it. */
final class BitShuffled implements Inverse {
    private static final int HEAD = 12;
    private static final int BLOCK_BYTES = 8192;
    private static final int LEAST_ELEMENTS = 128;

    private final int elementBytes;
    private final int blockElements;
    private final @Nullable Codec codec;

    BitShuffled(Filter filter) {
        elementBytes = filter.value(2);
        if (elementBytes < 1 || elementBytes > 1 << 16) {
            throw new DamagedException("its bitshuffle filter makes no sense");
        }
        int given = filter.values().size() > 3 ? filter.value(3) : 0;
        blockElements = given > 0 ? given / 8 * 8 : defaultElements();
        int kind = filter.values().size() > 4 ? filter.value(4) : 0;
        codec = switch (kind) {
            case 0 -> null;
            case 2 -> Codec.lz4();
            case 3 -> Codec.zstd();
            default ->
                throw new UnreadException("is compressed with bitshuffle of the kind " + kind
                        + ", which is not read: repack the file with 'h5repack -f SHUF -f GZIP=4 OLD NEW'");
        };
    }

    private int defaultElements() {
        return Math.max(LEAST_ELEMENTS, BLOCK_BYTES / elementBytes / 8 * 8);
    }

    @Override
    public void undo(Scratch scratch, int length) {
        Codec encoded = codec;
        if (encoded == null) {
            int size = scratch.size();
            restore(scratch.bytes(), scratch.target(size), size, blockElements);
            scratch.swap(size);
            return;
        }
        int total = scratch.number(4, ByteOrder.BIG_ENDIAN);
        int block = scratch.number(8, ByteOrder.BIG_ENDIAN) / elementBytes / 8 * 8;
        if (scratch.number(0, ByteOrder.BIG_ENDIAN) != 0 || total < 0 || total > length + 64 || block < 8) {
            throw new DamagedException("a chunk of bitshuffle makes no sense");
        }
        decode(scratch, encoded, total, block);
        restore(scratch.bytes(), scratch.target(total), total, block);
        scratch.swap(total);
    }

    /** Decodes all blocks; what is left after the last eight elements is as it was. */
    private void decode(Scratch scratch, Codec encoded, int total, int block) {
        byte[] target = scratch.target(total);
        int whole = total / elementBytes / 8 * 8;
        int at = HEAD;
        int done = 0;
        for (int element = 0; element < whole; element += block) {
            int here = Math.min(block, whole - element) * elementBytes;
            int size = scratch.number(at, ByteOrder.BIG_ENDIAN);
            at += Integer.BYTES;
            scratch.need(at, size);
            encoded.decodeBlock(scratch.bytes(), at, size, target, done, here);
            at += size;
            done += here;
        }
        scratch.need(at, total - done);
        System.arraycopy(scratch.bytes(), at, target, done, total - done);
        scratch.swap(total);
    }

    private void restore(byte[] from, byte[] to, int size, int block) {
        int whole = size / elementBytes / 8 * 8;
        for (int element = 0; element < whole; element += block) {
            int at = element * elementBytes;
            BitTransposition.undo(from, at, to, at, Math.min(block, whole - element), elementBytes);
        }
        System.arraycopy(from, whole * elementBytes, to, whole * elementBytes, size - whole * elementBytes);
    }
}
