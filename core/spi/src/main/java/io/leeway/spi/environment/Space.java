package io.leeway.spi.environment;

import io.leeway.spi.RandomSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The set that an observation or an action is from, as Gymnasium has them. */
public sealed interface Space {
    /**
     * Draws elements as Gymnasium's {@code sample}: numbers of a box are uniform within [low, high), whole ones within
     * [low, high]; with one bound infinite, the bound and an exponential of mean 1; with both, standard normal. Numbers
     * of {@link ElementType#FLOAT32} are floats. Choices, bits, lengths of texts and their characters are uniform.
     * Lengths of sequences are geometric with a mean of 4; a graph has 10 nodes and up to 89 edges.
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
     * where all parts' are, else float64. A choice of {@link OneOf} is the number of its space and the element of that,
     * filled up with its own first number.
     *
     * @throws io.leeway.spi.LeewayException if a part is a Sequence or a Graph, which have no fixed number of columns,
     *     naming it
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
     * @throws io.leeway.spi.LeewayException as that
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
        /** Without a sign: {@link Value.Integers} holds the bits, {@link #real} says what they stand for. */
        UINT64,
        /** IEEE 754's half precision: 1 bit for the sign, 5 for the exponent, 10 for the fraction. */
        FLOAT16,
        FLOAT32,
        FLOAT64;

        /**
         * Returns whether elements are floating point, carried as {@link Value.Reals}; others are
         * {@link Value.Integers}.
         */
        public boolean isReal() {
            return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
        }

        /** Returns what an element of {@link Value.Integers} stands for, as the nearest double. */
        public double real(long element) {
            return this == UINT64 && element < 0 ? 2.0 * ((element >>> 1) | (element & 1)) : element;
        }

        /** Returns an element of {@link Value.Integers} for a number, which is cut to a whole one within the type. */
        public long element(double number) {
            if (this == UINT64 && number >= 0x1p63) {
                return number >= 0x1p64 ? -1 : (long) (number - 0x1p63) ^ Long.MIN_VALUE;
            }
            return this == UINT64 ? Math.max(0, (long) number) : (long) number;
        }

        /** Returns the number that 16 bits stand for. */
        public static float ofHalf(short bits) {
            int exponent = (bits >> 10) & 0x1F;
            int fraction = bits & 0x3FF;
            float magnitude = exponent == 0x1F
                    ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN
                    : exponent == 0
                            ? Math.scalb((float) fraction, -24)
                            : Math.scalb((float) (fraction | 0x400), exponent - 25);
            return bits < 0 ? -magnitude : magnitude;
        }

        /** Returns the 16 bits of the nearest number of half precision, of two the even one, as NumPy rounds. */
        public static short half(double number) {
            int sign = Math.copySign(1, number) < 0 && !Double.isNaN(number) ? 0x8000 : 0;
            double magnitude = Math.abs(number);
            int bits;
            if (Double.isNaN(number)) {
                bits = 0x7E00;
            } else if (magnitude >= 65_520) {
                bits = 0x7C00;
            } else if (magnitude < 0x1p-14) {
                bits = (int) Math.rint(magnitude * 0x1p24);
            } else {
                int exponent = Math.getExponent(magnitude);
                bits = ((exponent + 14) << 10) + (int) Math.rint(Math.scalb(magnitude, 10 - exponent));
            }
            return (short) (sign | bits);
        }

        /** Returns the nearest real number that an element can be. */
        public double rounded(double number) {
            return this == FLOAT32 ? (float) number : this == FLOAT16 ? ofHalf(half(number)) : number;
        }

        /** Returns how many bytes an element takes in an array of NumPy's. */
        public int bytes() {
            return switch (this) {
                case BOOL, INT8, UINT8 -> 1;
                case INT16, UINT16, FLOAT16 -> 2;
                case INT32, UINT32, FLOAT32 -> 4;
                case INT64, UINT64, FLOAT64 -> 8;
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
         * Rounds real numbers to elements that the simulator can be given: to float32 or float16 where that is the
         * type, so that an environment here is given what one behind a wire would be.
         *
         * @param values any number of elements, in place
         */
        public void round(double[] values) {
            for (int i = 0; i < values.length && type.isReal() && type != ElementType.FLOAT64; i++) {
                values[i] = type.rounded(values[i]);
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

    /**
     * Any number of elements of one space, in order.
     *
     * @param item what they are of
     * @param stacked whether the simulator takes them as one batch, as Gymnasium's {@code Sequence(stack=True)} does
     */
    record Sequence(Space item, boolean stacked) implements Space {}

    /**
     * Graphs of any number of nodes and edges, which lead from node to node.
     *
     * @param node what a node is: a {@link Box} or {@link Discrete}
     * @param edge what an edge is, or null where graphs have none
     */
    record Graph(Space node, @Nullable Space edge) implements Space {}

    /** Elements of one of several spaces, with its number. */
    record OneOf(List<Space> spaces) implements Space {}
}
