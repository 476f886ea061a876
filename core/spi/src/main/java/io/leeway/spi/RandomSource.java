package io.leeway.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A seeded source of randomness that splits by name.
 *
 * <p>A child depends on the seed and on the names on the way to it, never on how many numbers its parent has given: a
 * new consumer leaves every other stream as it was. The generator is xoshiro256++ (Blackman and Vigna, 2021), seeded by
 * SplitMix64. Not safe for use by several threads at once; split one for each.
 */
public final class RandomSource implements RandomGenerator {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long key;
    private long s0;
    private long s1;
    private long s2;
    private long s3;

    private RandomSource(long key) {
        this.key = key;
        long counter = key;
        s0 = mix(counter += GOLDEN);
        s1 = mix(counter += GOLDEN);
        s2 = mix(counter += GOLDEN);
        s3 = mix(counter + GOLDEN);
    }

    /** Returns the root of all streams of a seed. */
    public static RandomSource of(long seed) {
        return new RandomSource(mix(seed ^ 0x6C65657761794CL));
    }

    /** Returns the child of that name, at its beginning. */
    public RandomSource split(String name) {
        long hash = mix(key ^ GOLDEN);
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash + GOLDEN + (octet & 0xFF));
        }
        return new RandomSource(hash);
    }

    /** Returns the child of that number, at its beginning. */
    public RandomSource split(long number) {
        return new RandomSource(mix(mix(key ^ 0x5DEECE66DL) + GOLDEN * (number + 1)));
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Fills {@code target} from {@code from} (inclusive) to {@code to} (exclusive) with standard normal numbers. */
    public void fillGaussian(float[] target, int from, int to) {
        for (int i = from; i < to; i++) {
            target[i] = (float) nextGaussian();
        }
    }

    /** Returns the four words of state, to be kept in a checkpoint. */
    public long[] state() {
        return new long[] {s0, s1, s2, s3};
    }

    /**
     * Goes on from a kept state.
     *
     * @throws IllegalArgumentException if it is not four words, or all of them are zero
     */
    public void restore(long[] state) {
        if (state.length != 4 || Arrays.stream(state).allMatch(word -> word == 0)) {
            throw new IllegalArgumentException(
                    "A random state is four words, not all zero, but was " + Arrays.toString(state));
        }
        s0 = state[0];
        s1 = state[1];
        s2 = state[2];
        s3 = state[3];
    }

    private static long mix(long word) {
        long mixed = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
