package io.leeway.spi.environment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch of elements of a {@link Space}, one for each environment of a vector: arrays are flat and row-major, count ×
 * the size of one element.
 */
public sealed interface Value {
    /** Elements of a {@link Space.Box} of floating point. */
    record Reals(double[] values) implements Value {}

    /**
     * Elements of a discrete space, or of a box of integers; see {@link Space.ElementType#UINT64} for those beyond
     * 2<sup>63</sup>.
     */
    record Integers(long[] values) implements Value {}

    /** Elements of a {@link Space.Text}. */
    record Texts(List<String> values) implements Value {}

    /** Elements of a {@link Space.Dict}. */
    record Entries(Map<String, Value> values) implements Value {}

    /** Elements of a {@link Space.Tuple}. */
    record Items(List<Value> values) implements Value {}

    /**
     * Elements of a {@link Space.Sequence}, one after the other.
     *
     * @param lengths how many items each environment has
     * @param items a batch of them all: the first environment's items, then the second's, and so on
     */
    record Sequences(int[] lengths, Value items) implements Value {}

    /**
     * Elements of a {@link Space.Graph}, one after the other.
     *
     * @param nodeCounts how many nodes each environment has
     * @param nodes a batch of them all: the first environment's nodes, then the second's, and so on
     * @param edgeCounts how many edges each environment has; -1 where there is no batch of edges at all, which is not
     *     the same as none to Gymnasium
     * @param edges a batch of them all, in the same order; null where the space has no edges
     * @param links the nodes that each edge leads from and to, two numbers an edge, from 0 within its own graph
     */
    record Graphs(
            int[] nodeCounts,
            Value nodes,
            int[] edgeCounts,
            @Nullable Value edges,
            long[] links) implements Value {}

    /**
     * Elements of a {@link Space.OneOf}.
     *
     * @param chosen the number of the space that each environment chose, from 0
     * @param items a batch for each space, of those environments that chose it, which may be none
     */
    record Choices(int[] chosen, List<Value> items) implements Value {}

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
