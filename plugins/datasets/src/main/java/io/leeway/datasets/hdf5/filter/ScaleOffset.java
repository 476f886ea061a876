package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;
import io.leeway.datasets.hdf5.format.Filter;
import io.leeway.datasets.hdf5.format.UnreadException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The inverse of the scale-offset filter, which kept how far numbers are above a chunk's least: of whole numbers to the
 * bit, of real ones to some decimal places.
 */
final class ScaleOffset implements Inverse {
    private static final int DECIMALS = 0;
    private static final int WHOLE = 2;
    private static final int HEAD = 21;

    private final boolean real;
    private final int decimals;
    private final int count;
    private final int size;
    private final boolean bigEndian;
    private final boolean filled;
    private final long fill;

    ScaleOffset(Filter filter) {
        int scale = filter.value(0);
        real = filter.value(3) == 1;
        if (real ? scale != DECIMALS : scale != WHOLE) {
            throw new UnreadException("is compressed with scale-offset of the kind " + scale + ", which is not read:"
                    + " repack the file with 'h5repack -f GZIP=4 OLD NEW'");
        }
        decimals = filter.value(1);
        count = filter.value(2);
        size = filter.value(4);
        bigEndian = filter.value(6) == 1;
        filled = filter.value(7) == 1;
        boolean fits = real ? size == Float.BYTES || size == Double.BYTES : size >= 1 && size <= Long.BYTES;
        if (!fits || count < 0) {
            throw new DamagedException("its scale-offset filter makes no sense");
        }
        long value = 0;
        for (int i = 0; filled && i < (size + 3) / 4; i++) {
            value |= (filter.value(8 + i) & 0xffffffffL) << (32 * i);
        }
        fill = size < Long.BYTES ? value & ((1L << (8 * size)) - 1) : value;
    }

    @Override
    public void undo(Scratch scratch, int length) {
        if ((long) count * size != length) {
            throw new DamagedException("a chunk of the scale-offset filter has " + count + " numbers");
        }
        scratch.need(0, HEAD);
        int bits = scratch.number(0, ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = scratch.bytes();
        long least = ByteBuffer.wrap(bytes, 5, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        byte[] target = scratch.target(length);
        if (bits < 0 || bits > 8 * size) {
            throw new DamagedException("a chunk has numbers of " + bits + " bits");
        } else if (bits == 8 * size) {
            scratch.need(HEAD, length);
            copy(bytes, target, length);
        } else {
            PackedBits packed = new PackedBits(bytes, HEAD, scratch.size());
            long unwritten = (1L << bits) - 1;
            for (int i = 0; i < count; i++) {
                long above = packed.next(bits);
                long value = filled && above == unwritten ? fill : real ? real(above, least) : above + least;
                PackedBits.put(value, target, i * size, size, bigEndian);
            }
        }
        scratch.swap(length);
    }

    /** Copies numbers that were not packed, and which the filter keeps in this machine's order. */
    private void copy(byte[] bytes, byte[] target, int length) {
        System.arraycopy(bytes, HEAD, target, 0, length);
        for (int at = 0; bigEndian && at < length; at += size) {
            for (int i = 0; i < size; i++) {
                target[at + i] = bytes[HEAD + at + size - 1 - i];
            }
        }
    }

    /** Returns the bits of a real number: so far above the least one, in units of its last decimal place. */
    private long real(long above, long least) {
        if (size == Float.BYTES) {
            float scaled = (int) above / (float) Math.pow(10, decimals) + Float.intBitsToFloat((int) least);
            return Float.floatToRawIntBits(scaled) & 0xffffffffL;
        }
        return Double.doubleToRawLongBits(above / Math.pow(10, decimals) + Double.longBitsToDouble(least));
    }
}
