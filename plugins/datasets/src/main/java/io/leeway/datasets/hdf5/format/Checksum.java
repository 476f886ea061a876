package io.leeway.datasets.hdf5.format;

/** The checksum of the format's newer structures: Bob Jenkins's lookup3 ("hashlittle"). */
final class Checksum {
    static final int BYTES = 4;

    private Checksum() {}

    /** Checks bytes whose last four are the checksum of those before. */
    static void check(byte[] bytes) {
        int length = bytes.length - BYTES;
        if (length < 0 || of(bytes, length) != number(bytes, length, BYTES)) {
            throw new DamagedException("a checksum is wrong");
        }
    }

    static int of(byte[] bytes, int length) {
        int a = 0xdeadbeef + length;
        int b = a;
        int c = a;
        int at = 0;
        for (; length - at > 12; at += 12) {
            a += number(bytes, at, 4);
            b += number(bytes, at + 4, 4);
            c += number(bytes, at + 8, 4);
            a = (a - c) ^ Integer.rotateLeft(c, 4);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 6);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 8);
            b += a;
            a = (a - c) ^ Integer.rotateLeft(c, 16);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 19);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 4);
            b += a;
        }
        if (at == length) {
            return c;
        }
        a += number(bytes, at, Math.min(4, length - at));
        b += number(bytes, at + 4, Math.min(4, length - at - 4));
        c += number(bytes, at + 8, Math.min(4, length - at - 8));
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        return (c ^ b) - Integer.rotateLeft(b, 24);
    }

    private static int number(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[at + i] & 0xff) << (8 * i);
        }
        return value;
    }
}
