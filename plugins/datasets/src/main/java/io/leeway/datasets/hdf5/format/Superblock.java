package io.leeway.datasets.hdf5.format;

import java.nio.ByteBuffer;

/**
 * The head of a file (section II.A).
 *
 * @param end where the file ends, as it says
 * @param rootHeader the address of the root group's header
 */
public record Superblock(long end, long rootHeader) {
    private static final long[] PLACES = {0, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144};
    private static final long SIGNATURE = 0x0a1a0a0d46444889L;
    private static final int MOST_BYTES = 128;

    /** Returns whether a file has the signature, after a block of the user's if there is one. */
    public static boolean isThere(FileBytes file) {
        return place(file) >= 0;
    }

    private static long place(FileBytes file) {
        for (long place : PLACES) {
            if (place + Long.BYTES <= file.size() && file.at(place, Long.BYTES).number(Long.BYTES) == SIGNATURE) {
                return place;
            }
        }
        return -1;
    }

    /** Reads the head, and sets where the file's addresses begin. */
    public static Superblock read(FileBytes file) {
        long place = place(file);
        Cursor head = file.upTo(place, MOST_BYTES).skip(Long.BYTES);
        int version = head.version("a first block", 0, 3);
        return version < 2 ? old(file, place, head, version) : recent(file, place, head);
    }

    private static Superblock old(FileBytes file, long place, Cursor head, int version) {
        head.skip(4);
        int offsets = width(head.u1());
        int lengths = width(head.u1());
        head.skip(1 + 2 + 2 + 4 + (version == 1 ? 4 : 0));
        Cursor rest = new Cursor(ByteBuffer.wrap(head.take(head.remaining())), offsets, lengths);
        rest.address();
        rest.address();
        long end = rest.address();
        rest.address();
        rest.address();
        file.use(place, offsets, lengths);
        return new Superblock(end, rest.address());
    }

    private static Superblock recent(FileBytes file, long place, Cursor head) {
        int offsets = width(head.u1());
        int lengths = width(head.u1());
        Cursor rest = new Cursor(
                ByteBuffer.wrap(
                        file.checked(place, 12 + 4L * offsets + 4).skip(12).take(4 * offsets)),
                offsets,
                lengths);
        rest.address();
        rest.address();
        long end = rest.address();
        file.use(place, offsets, lengths);
        return new Superblock(end, rest.address());
    }

    private static int width(int bytes) {
        if (bytes != 2 && bytes != 4 && bytes != 8) {
            throw new DamagedException("addresses or lengths take " + bytes + " bytes");
        }
        return bytes;
    }
}
