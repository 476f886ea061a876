package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazePhysics;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The infos of mazes: {@code success}, whether the ball is at the goal, and {@code contacts}, how many walls it
 * touches. Nothing is computed that was not asked for.
 */
final class MazeInfos {
    private final MazeGoals goals;
    private final MazePhysics physics;
    private final boolean success;
    private final boolean contacts;

    MazeInfos(Set<String> wanted, MazeGoals goals, MazePhysics physics) {
        this.goals = goals;
        this.physics = physics;
        boolean all = wanted.containsAll(VectorOptions.ALL_INFOS);
        success = all || wanted.contains("success");
        contacts = all || wanted.contains("contacts");
    }

    /** Returns the columns of all environments. */
    Map<String, Info> all(double[] states, int count) {
        boolean[] present = new boolean[count];
        Arrays.fill(present, true);
        return of(states, present);
    }

    /** Returns the columns of some environments; none if none is present. */
    Map<String, Info> of(double[] states, boolean[] present) {
        if (!success && !contacts) {
            return Map.of();
        }
        Map<String, Info> infos = new LinkedHashMap<>();
        if (success) {
            infos.put(
                    "success",
                    column(
                            ElementType.BOOL,
                            present,
                            states,
                            (i, x, y) -> goals.of(i).reached(x, y) ? 1 : 0));
        }
        if (contacts) {
            infos.put("contacts", column(ElementType.INT64, present, states, (i, x, y) -> physics.contacts(x, y)));
        }
        return infos;
    }

    @FunctionalInterface
    private interface Figure {
        long at(int environment, double x, double y);
    }

    private static Info column(ElementType type, boolean[] present, double[] states, Figure figure) {
        long[] values = new long[present.length];
        for (int i = 0; i < values.length; i++) {
            int at = i * MazePhysics.STATE_SIZE;
            values[i] = present[i] ? figure.at(i, states[at], states[at + 1]) : 0;
        }
        return new Info.Numbers(type, List.of(), new Value.Integers(values), present.clone());
    }
}
