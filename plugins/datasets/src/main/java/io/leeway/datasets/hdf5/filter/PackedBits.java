package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;

/** Numbers of some bits each, one after the other, the highest bit first. */
final class PackedBits {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int bit;

    PackedBits(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Returns the next number of so many bits. */
    long next(int bits) {
        long value = 0;
        for (int left = bits; left > 0; ) {
            if (at >= end) {
                throw new DamagedException("a chunk of packed bits ends too early");
            }
            int count = Math.min(left, 8 - bit);
            int piece = (bytes[at] & 0xff) >> (8 - bit - count) & ((1 << count) - 1);
            value = value << count | piece;
            left -= count;
            bit += count;
            if (bit == 8) {
                bit = 0;
                at++;
            }
        }
        return value;
    }

    /** Puts a number into an array. */
    static void put(long value, byte[] target, int at, int size, boolean bigEndian) {
        for (int i = 0; i < size; i++) {
            target[at + (bigEndian ? size - 1 - i : i)] = (byte) (value >>> (8 * i));
        }
    }
}
