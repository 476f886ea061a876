package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazePhysics;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The states that episodes begin in: as in D4RL at a free cell ±0.1 with a velocity from N(0, 0.1²), or as the options
 * of a reset say.
 *
 * <p>The options: {@code start}, [x, y] at rest or [x, y, x', y'], is taken as it is; {@code reset_cell}, [x, y] in
 * whole numbers, is drawn around; {@code goal_cell}, [x, y] in whole numbers, is the goal of this one episode. The
 * cells are named, and their numbers ordered, as PointMaze's are.
 */
final class MazeStarts {
    private static final double RANGE = 0.1;
    private static final double SPEED = 0.1;
    private static final Set<String> OPTIONS = new TreeSet<>(Set.of("start", "reset_cell", "goal_cell"));

    private final MazeLayout layout;
    private final List<MazeLayout.Cell> all;

    MazeStarts(MazeLayout layout) {
        this.layout = layout;
        this.all = layout.freeCells();
    }

    /** A writer of the state that an episode begins with. */
    @FunctionalInterface
    interface Start {
        void draw(RandomSource random, double[] states, int at);
    }

    /** Begins anywhere. */
    void draw(RandomSource random, double[] states, int at) {
        around(all.get(random.nextInt(all.size())), random, states, at);
    }

    private static void around(MazeLayout.Cell cell, RandomSource random, double[] states, int at) {
        states[at] = cell.x() + random.nextDouble(-RANGE, RANGE);
        states[at + 1] = cell.y() + random.nextDouble(-RANGE, RANGE);
        states[at + 2] = SPEED * random.nextGaussian();
        states[at + 3] = SPEED * random.nextGaussian();
    }

    /**
     * Reads the options of a reset.
     *
     * @throws LeewayException if one is unknown or wrong, naming it and what there is
     */
    Start of(Map<String, Object> options) {
        Set<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(OPTIONS);
        if (!unknown.isEmpty()) {
            throw new LeewayException("maze2d has no reset option " + String.join(", ", unknown) + ". There are: "
                    + String.join(", ", OPTIONS) + ".");
        }
        if (options.containsKey("start") && options.containsKey("reset_cell")) {
            throw new LeewayException("The reset options start and reset_cell exclude each other: give one of them");
        } else if (options.containsKey("start")) {
            return start(options.get("start"));
        } else if (!options.containsKey("reset_cell")) {
            return this::draw;
        }
        MazeLayout.Cell chosen = cell("reset_cell", options.get("reset_cell"));
        return (random, states, at) -> around(chosen, random, states, at);
    }

    /**
     * Returns the goal that the options of a reset ask for, or else the layout's own.
     *
     * @throws LeewayException if it is not a free cell
     */
    MazeLayout.Cell goal(Map<String, Object> options) {
        return options.containsKey("goal_cell") ? cell("goal_cell", options.get("goal_cell")) : layout.goal();
    }

    private Start start(@Nullable Object option) {
        double[] numbers = numbers("start", option, "[x, y] or [x, y, x velocity, y velocity]", 2, 4);
        double[] state = Arrays.copyOf(numbers, MazePhysics.STATE_SIZE);
        free("start", state[0], state[1]);
        return (random, states, at) -> System.arraycopy(state, 0, states, at, state.length);
    }

    private MazeLayout.Cell cell(String name, @Nullable Object option) {
        double[] numbers = numbers(name, option, "[x, y] in whole numbers", 2, 2);
        if (numbers[0] != Math.rint(numbers[0]) || numbers[1] != Math.rint(numbers[1])) {
            throw wrong(name, option, "[x, y] in whole numbers");
        }
        free(name, numbers[0], numbers[1]);
        return new MazeLayout.Cell((int) numbers[0], (int) numbers[1]);
    }

    private void free(String name, double x, double y) {
        try {
            layout.cellAt(x, y);
        } catch (IllegalArgumentException wall) {
            List<String> cells = all.stream()
                    .map(cell -> "[" + cell.x() + ", " + cell.y() + "]")
                    .sorted()
                    .toList();
            throw new LeewayException(
                    "The reset option " + name + " is (" + x + ", " + y + "), which is not in a free cell of the maze "
                            + layout.label() + ". Free are: " + String.join(", ", cells) + ".",
                    wall);
        }
    }

    private static double[] numbers(String name, @Nullable Object option, String form, int few, int many) {
        double[] numbers = numbers(option);
        boolean right = numbers != null
                && (numbers.length == few || numbers.length == many)
                && Arrays.stream(numbers).allMatch(Double::isFinite);
        if (numbers == null || !right) {
            throw wrong(name, option, form);
        }
        return numbers;
    }

    private static LeewayException wrong(String name, @Nullable Object option, String form) {
        Object shown = option instanceof double[] values ? Arrays.toString(values) : option;
        return new LeewayException("The reset option " + name + " must be " + form + ", but was " + shown);
    }

    private static double @Nullable [] numbers(@Nullable Object option) {
        if (option instanceof double[] values) {
            return values.clone();
        } else if (!(option instanceof List<?> items)) {
            return null;
        } else {
            List<Double> numbers = new ArrayList<>();
            for (Object item : items) {
                if (!(item instanceof Number number)) {
                    return null;
                }
                numbers.add(number.doubleValue());
            }
            return numbers.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
