package io.leeway.spi.environment;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * One column of what the environments of a vector say besides, as in Gymnasium: a value for each environment that gave
 * one.
 */
public sealed interface Info {
    /** Returns which environments gave a value. */
    boolean[] present();

    /**
     * Numbers, flags included.
     *
     * @param type the elements' type on the simulator's side
     * @param shape of one environment's value; empty for a single number
     * @param values {@link Value.Reals} or {@link Value.Integers} (flags are 0 and 1), count × shape; zeros where
     *     absent
     * @param present which environments gave one
     */
    record Numbers(Space.ElementType type, List<Integer> shape, Value values, boolean[] present) implements Info {}

    /**
     * Strings.
     *
     * @param values one an environment; empty where absent
     * @param present which environments gave one
     */
    record Texts(List<String> values, boolean[] present) implements Info {}

    /**
     * Columns within a column.
     *
     * @param columns by name
     * @param present which environments gave any
     */
    record Group(Map<String, Info> columns, boolean[] present) implements Info {}

    /**
     * Values that have no common type and shape, or that are neither numbers nor texts.
     *
     * @param values one an environment; {@link Nothing} where absent
     * @param present which environments gave one
     */
    record Items(List<Item> values, boolean[] present) implements Info {}

    /** A value of Python's, alone or with others within it. */
    sealed interface Item {}

    /** Python's {@code None}. */
    record Nothing() implements Item {}

    /** A truth value. */
    record Flag(boolean value) implements Item {}

    /** An integer of any size. */
    record Whole(BigInteger value) implements Item {}

    /** A floating-point number. */
    record Real(double value) implements Item {}

    /** A string. */
    record Text(String value) implements Item {}

    /** Bytes; the array belongs to the caller. */
    record Data(byte[] value) implements Item {}

    /**
     * An array of numbers.
     *
     * @param type the elements' type on the simulator's side
     * @param shape from the slowest dimension to the fastest; empty for a single number
     * @param values {@link Value.Reals} or {@link Value.Integers}
     * @param scalar whether it is one of NumPy's scalars, and no array without dimensions
     */
    record Array(Space.ElementType type, List<Integer> shape, Value values, boolean scalar) implements Item {}

    /**
     * An array of strings, or of values of any kinds.
     *
     * @param shape from the slowest dimension to the fastest
     * @param values row-major
     */
    record Objects(List<Integer> shape, List<Item> values) implements Item {}

    /**
     * Values in order.
     *
     * @param values from the first to the last
     * @param tuple whether it is a tuple, and no list
     */
    record Sequence(List<Item> values, boolean tuple) implements Item {}

    /** Values by key, in order; a key is anything but a list, an array or a dict. */
    record Dict(List<Entry> entries) implements Item {}

    /** An entry of a {@link Dict}. */
    record Entry(Item key, Item value) {}

    /** Returns what the values are, such as "lists": in the plural, for sentences. */
    default String kind() {
        if (this instanceof Items items) {
            for (int i = 0; i < items.present().length; i++) {
                if (items.present()[i]) {
                    return kind(items.values().get(i));
                }
            }
            return "nothing";
        }
        return this instanceof Numbers ? "numbers" : this instanceof Texts ? "texts" : "groups";
    }

    private static String kind(Item item) {
        if (item instanceof Sequence sequence) {
            return sequence.tuple() ? "tuples" : "lists";
        } else if (item instanceof Whole || item instanceof Real || item instanceof Flag || item instanceof Array) {
            return "numbers of no common type and shape";
        }
        return item instanceof Nothing
                ? "None"
                : item instanceof Data
                        ? "bytes"
                        : item instanceof Text ? "texts" : item instanceof Dict ? "dicts" : "objects";
    }
}
