package io.leeway.spi.environment;

import java.util.List;
import java.util.Map;

/**
 * A batch of elements of a {@link Space}, one for each environment of a vector: arrays are flat and row-major, count ×
 * the size of one element.
 */
public sealed interface Value {
    /** Elements of a {@link Space.Box} of floating point. */
    record Reals(double[] values) implements Value {}

    /** Elements of a discrete space, or of a box of integers. */
    record Integers(long[] values) implements Value {}

    /** Elements of a {@link Space.Text}. */
    record Texts(List<String> values) implements Value {}

    /** Elements of a {@link Space.Dict}. */
    record Entries(Map<String, Value> values) implements Value {}

    /** Elements of a {@link Space.Tuple}. */
    record Items(List<Value> values) implements Value {}

    /**
     * Returns the numbers of a flat box, as agents see them.
     *
     * @throws IllegalStateException if the value is of another kind
     */
    default double[] reals() {
        if (this instanceof Reals reals) {
            return reals.values();
        }
        throw new IllegalStateException("A flat array of numbers is needed, but the value is "
                + getClass().getSimpleName() + ": flatten the environment's observations first");
    }
}
