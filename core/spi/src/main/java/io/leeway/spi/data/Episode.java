package io.leeway.spi.data;

import io.leeway.spi.environment.Space;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One episode of T steps as it was recorded: named columns, in their own types.
 *
 * <p>Names are paths. A column named {@code observations} holds T + 1 rows; where the observation space is a Dict, each
 * of its parts is a column of its own, such as {@code observations/desired_goal} (parts of a Tuple are
 * {@code observations/_index_0} and so on, as in Minari). {@code actions} likewise, with T rows. {@code rewards},
 * {@code terminations} and {@code truncations} have T numbers; only the last of the flags should be set, which
 * {@code leeway dataset verify} checks. {@code infos/…} have T rows, or T + 1 where that of the reset is among them.
 *
 * @param columns by name, in order
 * @param seed what the environment was reset with, or null where that is not known
 */
public record Episode(Map<String, Column> columns, @Nullable BigInteger seed) {
    /** The name of what is seen, or the beginning of its parts' names. */
    public static final String OBSERVATIONS = "observations";
    /** The name of what is done, or the beginning of its parts' names. */
    public static final String ACTIONS = "actions";
    /** The name of the rewards. */
    public static final String REWARDS = "rewards";
    /** The name of the flags of terminal states. */
    public static final String TERMINATIONS = "terminations";
    /** The name of the flags of time limits. */
    public static final String TRUNCATIONS = "truncations";
    /** The beginning of the names of everything else. */
    public static final String INFOS = "infos";

    /**
     * Checks that the columns fit each other.
     *
     * @throws IllegalArgumentException naming the column that is missing or has another number of rows
     */
    public Episode {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        int steps = required(columns, REWARDS).rows();
        if (steps == 0) {
            throw new IllegalArgumentException("an episode has at least one step, but 'rewards' has no row");
        }
        for (String name : new String[] {REWARDS, TERMINATIONS, TRUNCATIONS}) {
            Column column = required(columns, name);
            if (column.rowSize() != 1) {
                throw new IllegalArgumentException(
                        "'" + name + "' needs one number a step, but its rows have the shape " + column.shape());
            }
        }
        for (String name : new String[] {OBSERVATIONS, ACTIONS}) {
            if (under(columns, name).isEmpty()) {
                throw new IllegalArgumentException("'" + name + "' is missing; there are " + columns.keySet());
            }
        }
        columns.forEach((name, column) -> {
            int rows = belongs(name, OBSERVATIONS) ? steps + 1 : steps;
            boolean withReset = belongs(name, INFOS) && column.rows() == steps + 1;
            if (column.rows() != rows && !withReset) {
                throw new IllegalArgumentException("'" + name + "' needs " + rows + " rows in an episode of " + steps
                        + " steps, but has " + column.rows());
            }
        });
    }

    private static Column required(Map<String, Column> columns, String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("'" + name + "' is missing; there are " + columns.keySet());
        }
        return column;
    }

    private static boolean belongs(String name, String root) {
        return name.equals(root) || name.startsWith(root + "/");
    }

    private static Map<String, Column> under(Map<String, Column> columns, String root) {
        Map<String, Column> some = new LinkedHashMap<>();
        columns.forEach((name, column) -> {
            if (belongs(name, root)) {
                some.put(name, column);
            }
        });
        return some;
    }

    /**
     * Returns the parts of a space that have a column each, by the columns' names, in the space's order.
     *
     * @param root the name of the whole, such as {@link #OBSERVATIONS}
     */
    public static Map<String, Space> leaves(String root, Space space) {
        Map<String, Space> leaves = new LinkedHashMap<>();
        collect(root, space, leaves);
        return leaves;
    }

    private static void collect(String path, Space space, Map<String, Space> leaves) {
        if (space instanceof Space.Dict dict) {
            dict.spaces().forEach((key, part) -> collect(path + "/" + key, part, leaves));
        } else if (space instanceof Space.Tuple tuple) {
            for (int i = 0; i < tuple.spaces().size(); i++) {
                collect(path + "/_index_" + i, tuple.spaces().get(i), leaves);
            }
        } else {
            leaves.put(path, space);
        }
    }

    /** Returns how many steps there are, at least 1. */
    public int steps() {
        return column(REWARDS).rows();
    }

    /**
     * Returns a column.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public Column column(String name) {
        return required(columns, name);
    }

    /** Returns the column of that name, or those of its parts, in order. */
    public Map<String, Column> parts(String root) {
        return under(columns, root);
    }

    /** Returns whether the last step ended in a terminal state. */
    public boolean terminated() {
        return column(TERMINATIONS).flag(steps() - 1);
    }

    /** Returns whether the last step was the last that a time limit allowed. */
    public boolean truncated() {
        return column(TRUNCATIONS).flag(steps() - 1);
    }

    /** Returns the sum of the rewards. */
    public double undiscountedReturn() {
        Column rewards = column(REWARDS);
        double sum = 0;
        for (int i = 0; i < rewards.rows(); i++) {
            sum += rewards.real(i);
        }
        return sum;
    }

    /** Returns this episode with a column in place of another, or besides. */
    public Episode with(String name, Column column) {
        Map<String, Column> changed = new LinkedHashMap<>(columns);
        changed.put(name, column);
        return new Episode(changed, seed);
    }
}
