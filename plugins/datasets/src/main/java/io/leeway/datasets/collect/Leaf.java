package io.leeway.datasets.collect;

import io.leeway.datasets.behaviour.BoundedActions;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A part of an observation or action that is numbers of one type: a column of an episode.
 *
 * @param path the column's name, as {@link Episode} has it
 * @param type the numbers' type, that of the simulator
 * @param shape of one element
 */
record Leaf(String path, ElementType type, List<Integer> shape) {
    /**
     * Returns the parts of a space, in order.
     *
     * @param root the name of the whole
     * @throws LeewayException if one is not numbers
     */
    static List<Leaf> of(EnvironmentSpec spec, String root, Space space) {
        List<Leaf> leaves = new ArrayList<>();
        Episode.leaves(root, space).forEach((path, leaf) -> leaves.add(leaf(spec, path, leaf)));
        return leaves;
    }

    private static Leaf leaf(EnvironmentSpec spec, String path, Space space) {
        if (space instanceof Space.Box box) {
            return new Leaf(path, box.type(), box.shape());
        } else if (space instanceof Space.Discrete) {
            return new Leaf(path, ElementType.INT64, List.of());
        } else if (space instanceof Space.MultiDiscrete discrete) {
            return new Leaf(path, ElementType.INT64, discrete.shape());
        } else if (space instanceof Space.MultiBinary binary) {
            return new Leaf(path, ElementType.INT8, binary.shape());
        }
        throw new LeewayException("The dataset source 'collect' records numbers, but the " + path + " of " + spec.id()
                + " are " + BoundedActions.describe(space)
                + ": choose another environment, or wrap it to make numbers of them");
    }

    /** Returns the elements of a space's parts, in the order of {@link #of}. */
    static List<Value> values(Space space, Value value) {
        List<Value> values = new ArrayList<>();
        collect(space, value, values);
        return values;
    }

    private static void collect(Space space, Value value, List<Value> values) {
        if (space instanceof Space.Dict dict) {
            Map<String, Value> entries = ((Value.Entries) value).values();
            dict.spaces()
                    .forEach((name, part) -> collect(part, Objects.requireNonNull(entries.get(name), name), values));
        } else if (space instanceof Space.Tuple tuple) {
            for (int i = 0; i < tuple.spaces().size(); i++) {
                collect(tuple.spaces().get(i), ((Value.Items) value).values().get(i), values);
            }
        } else {
            values.add(value);
        }
    }
}
