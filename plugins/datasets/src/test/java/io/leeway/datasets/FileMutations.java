package io.leeway.datasets;

import io.leeway.spi.RandomSource;
import java.util.Arrays;

/** Damages files, by a seed: bits, bytes, whole numbers, lost and repeated pieces. */
public final class FileMutations {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        7,
        8,
        255,
        256,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 40
    };

    private FileMutations() {}

    /** Returns a damaged copy. */
    public static byte[] mutate(byte[] original, RandomSource random) {
        byte[] bytes = original.clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times && bytes.length > 16; i++) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, RandomSource random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(8)) {
            case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes[at] = (byte) random.nextInt(256);
            case 3 -> number(bytes, at, NUMBERS[random.nextInt(NUMBERS.length)], 1 << random.nextInt(4));
            case 4 -> number(bytes, at, random.nextInt(bytes.length), 8);
            case 5 ->
                Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(64)), (byte) (random.nextInt(2) - 1));
            case 6 -> {
                int length = Math.min(random.nextInt(256), Math.min(bytes.length - at, bytes.length / 2));
                System.arraycopy(bytes.clone(), at, bytes, random.nextInt(bytes.length - length), length);
            }
            default -> {
                return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : cut(bytes, at, random.nextInt(64));
            }
        }
        return bytes;
    }

    private static void number(byte[] bytes, int at, long value, int width) {
        for (int i = 0; i < width && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >> (8 * i));
        }
    }

    private static byte[] cut(byte[] bytes, int at, int length) {
        int end = Math.min(bytes.length, at + length);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
        System.arraycopy(bytes, end, shorter, at, bytes.length - end);
        return shorter;
    }
}
