package io.leeway.spi.environment;

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
}
