package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;
import java.nio.ByteOrder;

/** The inverse of Blosc 1 (filter 32001): blocks, each of as many streams as an element has bytes, or of one. */
final class Blosc implements Inverse {
    private static final int HEAD = 16;
    private static final int SHUFFLED = 1;
    private static final int COPIED = 2;
    private static final int BIT_SHUFFLED = 4;
    private static final int NOT_SPLIT = 16;
    private static final int MOST_STREAMS = 16;
    private static final int LEAST_STREAM = 128;

    @Override
    public void undo(Scratch scratch, int length) {
        scratch.need(0, HEAD);
        byte[] bytes = scratch.bytes();
        int flags = bytes[2] & 0xff;
        int total = scratch.number(4, ByteOrder.LITTLE_ENDIAN);
        if (total < 0 || total > length + 64) {
            throw new DamagedException("a chunk in Blosc has " + total + " bytes");
        }
        byte[] target = scratch.target(total);
        if ((flags & COPIED) != 0) {
            scratch.need(HEAD, total);
            System.arraycopy(bytes, HEAD, target, 0, total);
        } else if (total > 0) {
            blocks(scratch, target, total, flags);
        }
        scratch.swap(total);
    }

    private static Codec codec(int flags) {
        return switch (flags >> 5) {
            case 0 -> Codec.bloscLz();
            case 1 -> Codec.lz4();
            case 2 -> Codec.snappy();
            case 3 -> Codec.zlib();
            case 4 -> Codec.zstd();
            default -> throw new DamagedException("a chunk in Blosc has the codec " + (flags >> 5));
        };
    }

    private static void blocks(Scratch scratch, byte[] target, int total, int flags) {
        int elementBytes = Math.max(1, scratch.bytes()[3] & 0xff);
        int block = scratch.number(8, ByteOrder.LITTLE_ENDIAN);
        if (block < 1 || block > total) {
            throw new DamagedException("a chunk in Blosc has blocks of " + block + " bytes");
        }
        Codec codec = codec(flags);
        byte[] decoded = new byte[block];
        boolean split =
                (flags & NOT_SPLIT) == 0 && elementBytes <= MOST_STREAMS && block / elementBytes >= LEAST_STREAM;
        for (int index = 0, done = 0; done < total; index++, done += block) {
            int here = Math.min(block, total - done);
            int at = scratch.number(HEAD + Integer.BYTES * index, ByteOrder.LITTLE_ENDIAN);
            int streams = split && here == block ? elementBytes : 1;
            int stream = here / streams;
            for (int i = 0; i < streams; i++) {
                int size = scratch.number(at, ByteOrder.LITTLE_ENDIAN);
                at += Integer.BYTES;
                scratch.need(at, size);
                codec.decode(scratch.bytes(), at, size, decoded, i * stream, stream);
                at += size;
            }
            restore(decoded, target, done, here, elementBytes, flags);
        }
    }

    private static void restore(byte[] decoded, byte[] target, int at, int size, int elementBytes, int flags) {
        int count = size / elementBytes;
        if ((flags & SHUFFLED) != 0 && elementBytes > 1) {
            Shuffled.unshuffle(decoded, 0, target, at, size, elementBytes);
        } else if ((flags & BIT_SHUFFLED) != 0 && count > 0 && count % 8 == 0) {
            BitTransposition.undo(decoded, 0, target, at, count, elementBytes);
            int done = count * elementBytes;
            System.arraycopy(decoded, done, target, at + done, size - done);
        } else {
            System.arraycopy(decoded, 0, target, at, size);
        }
    }
}
