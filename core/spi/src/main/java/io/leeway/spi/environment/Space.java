package io.leeway.spi.environment;

import io.leeway.spi.RandomSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The set that an observation or an action is from, as Gymnasium has them. */
public sealed interface Space {
    /**
     * Draws elements as Gymnasium's {@code sample}: numbers of a box are uniform within [low, high), whole ones within
     * [low, high]; with one bound infinite, the bound and an exponential of mean 1; with both, standard normal. Numbers
     * of {@link ElementType#FLOAT32} are floats. Choices, bits, lengths of texts and their characters are uniform.
     *
     * @param count how many
     * @param random what they are drawn from: the same stream gives the same elements
     */
    default Value sample(int count, RandomSource random) {
        return SpaceSampling.sample(this, count, random);
    }

    /**
     * Returns what is wrong first, and where, with a value that should hold elements of this space; empty if nothing
     * is. As in Gymnasium, infinity is within an infinite bound, and what is not a number is nowhere.
     *
     * @param name what the value is called, such as "the action"
     * @param value {@link Value.Reals} for a box of floating point, {@link Value.Integers} for whole numbers, and so on
     * @param count how many elements there must be
     */
    default Optional<String> violation(String name, Value value, int count) {
        return SpaceMembership.violation(name, this, value, count);
    }

    /**
     * Returns the box of {@link #flatten}'s rows, as Gymnasium's {@code flatten_space}: the parts of a Dict or a Tuple
     * side by side in order, a choice as 0s and 1s, a text as the places of its characters. Its elements are float32
     * where all parts' are, else float64.
     *
     * @throws ArithmeticException if that is more numbers than an array can hold
     */
    default Box flat() {
        return SpaceFlattening.box(this);
    }

    /**
     * Writes elements as rows of numbers, as Gymnasium's {@code flatten}: choices are 1 in their place among zeros, and
     * a text is the places of its characters, with the number of characters that there are beyond its end.
     *
     * @param value elements of this space
     * @param count how many
     * @return a new array of count × the size of {@link #flat}
     * @throws ArithmeticException if that is more numbers than an array can hold
     */
    default double[] flatten(Value value, int count) {
        return SpaceFlattening.flatten(this, value, count);
    }

    /** The element type of an array on the simulator's side. */
    enum ElementType {
        BOOL,
        INT8,
        UINT8,
        INT16,
        UINT16,
        INT32,
        UINT32,
        INT64,
        FLOAT32,
        FLOAT64;

        /**
         * Returns whether elements are floating point, carried as {@link Value.Reals}; others are
         * {@link Value.Integers}.
         */
        public boolean isReal() {
            return this == FLOAT32 || this == FLOAT64;
        }

        /** Returns how many bytes an element takes in an array of NumPy's. */
        public int bytes() {
            return switch (this) {
                case BOOL, INT8, UINT8 -> 1;
                case INT16, UINT16 -> 2;
                case INT32, UINT32, FLOAT32 -> 4;
                case INT64, FLOAT64 -> 8;
            };
        }
    }

    /**
     * Arrays with bounds.
     *
     * @param shape sizes from the slowest dimension to the fastest
     * @param low the lower bound of every value, flat, row-major; may be infinite
     * @param high the upper bound of every value
     * @param type the elements' type on the simulator's side
     */
    record Box(List<Integer> shape, double[] low, double[] high, ElementType type) implements Space {
        /** Returns how many values there are. */
        public int size() {
            return low.length;
        }

        /**
         * Rounds real numbers to elements that the simulator can be given: to float32 where that is the elements' type,
         * so that an environment here is given what one behind a wire would be.
         *
         * @param values any number of elements, in place
         */
        public void round(double[] values) {
            for (int i = 0; i < values.length && type == ElementType.FLOAT32; i++) {
                values[i] = (float) values[i];
            }
        }

        /** Returns a flat box with the same bounds for every value. */
        public static Box of(int size, double low, double high, ElementType type) {
            double[] lows = new double[size];
            double[] highs = new double[size];
            Arrays.fill(lows, low);
            Arrays.fill(highs, high);
            return new Box(List.of(size), lows, highs, type);
        }
    }

    /** The integers from {@code start} (inclusive) to {@code start + count} (exclusive). */
    record Discrete(long count, long start) implements Space {}

    /** Arrays of integers, each with a range of its own. */
    record MultiDiscrete(List<Integer> shape, long[] counts, long[] starts) implements Space {}

    /** Arrays of 0 and 1. */
    record MultiBinary(List<Integer> shape) implements Space {}

    /** Strings of a length between the bounds over a set of characters. */
    record Text(int minimumLength, int maximumLength, String characters) implements Space {}

    /** Named spaces, in order. */
    record Dict(Map<String, Space> spaces) implements Space {}

    /** Spaces in order. */
    record Tuple(List<Space> spaces) implements Space {}
}
