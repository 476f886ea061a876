package io.leeway.datasets.hdf5.filter;

/** The inverse of the transposition of elements' bits: all first bits of elements were put together, and so on. */
final class BitTransposition {
    private BitTransposition() {}

    /** Restores elements, whose number must be a multiple of eight. */
    static void undo(byte[] from, int at, byte[] to, int target, int count, int elementBytes) {
        int rowBytes = count / 8;
        for (int octet = 0; octet < elementBytes; octet++) {
            for (int group = 0; group < rowBytes; group++) {
                long block = 0;
                for (int bit = 0; bit < 8; bit++) {
                    block |= (from[at + (octet * 8 + bit) * rowBytes + group] & 0xffL) << (8 * bit);
                }
                block = transpose(block);
                for (int i = 0; i < 8; i++) {
                    to[target + (group * 8 + i) * elementBytes + octet] = (byte) (block >>> (8 * i));
                }
            }
        }
    }

    /** Transposes eight rows of eight bits (Hacker's Delight, section 7-3). */
    private static long transpose(long block) {
        long x = block;
        long t = (x ^ x >>> 7) & 0x00aa00aa00aa00aaL;
        x ^= t ^ t << 7;
        t = (x ^ x >>> 14) & 0x0000cccc0000ccccL;
        x ^= t ^ t << 14;
        t = (x ^ x >>> 28) & 0x00000000f0f0f0f0L;
        return x ^ t ^ t << 28;
    }
}
