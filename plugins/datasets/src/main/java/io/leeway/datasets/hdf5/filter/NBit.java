package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;
import io.leeway.datasets.hdf5.format.Filter;
import io.leeway.datasets.hdf5.format.UnreadException;

/** The inverse of the N-bit filter, which left out the bits that a number's type does not use. */
final class NBit implements Inverse {
    private static final int NUMBERS = 1;
    private static final int SMALL_ARRAYS = 2;
    private static final int AS_THEY_ARE = 4;

    private final boolean leftAlone;
    private final int count;
    private final int size;
    private final boolean bigEndian;
    private final int precision;
    private final int offset;

    NBit(Filter filter) {
        int kind = filter.value(3);
        boolean inner = kind == SMALL_ARRAYS;
        int first = inner ? 5 : 3;
        leftAlone = filter.value(1) != 0 || kind == AS_THEY_ARE || filter.value(first) == AS_THEY_ARE;
        if (!leftAlone && filter.value(first) != NUMBERS) {
            throw new UnreadException(
                    "has compounds packed by the N-bit filter, which is not read: repack the file with"
                            + " 'h5repack -f GZIP=4 OLD NEW'");
        }
        size = leftAlone ? 1 : filter.value(first + 1);
        bigEndian = !leftAlone && filter.value(first + 2) == 1;
        precision = leftAlone ? 0 : filter.value(first + 3);
        offset = leftAlone ? 0 : filter.value(first + 4);
        if (size < 1 || size > 8 || precision < 0 || offset < 0 || precision + offset > 8 * size) {
            throw new DamagedException("its N-bit filter makes no sense");
        }
        long elements = filter.value(2) & 0xffffffffL;
        count = (int) Math.min(Integer.MAX_VALUE, inner && !leftAlone ? elements * (filter.value(4) / size) : elements);
    }

    @Override
    public void undo(Scratch scratch, int length) {
        if (leftAlone) {
            return;
        }
        if ((long) count * size != length) {
            throw new DamagedException("a chunk of the N-bit filter has " + count + " numbers");
        }
        byte[] target = scratch.target(length);
        PackedBits bits = new PackedBits(scratch.bytes(), 0, scratch.size());
        for (int i = 0; i < count; i++) {
            PackedBits.put(bits.next(precision) << offset, target, i * size, size, bigEndian);
        }
        scratch.swap(length);
    }
}
