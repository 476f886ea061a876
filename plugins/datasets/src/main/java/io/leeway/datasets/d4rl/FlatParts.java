package io.leeway.datasets.d4rl;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.support.ActionSpaces;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of observations and actions as one flat column of numbers, as Gymnasium's {@code flatten} makes it of a
 * Dict or a Tuple: a choice is 1 in its place among zeros. What has no parts stays as it is.
 */
final class FlatParts {
    private final Path path;
    private final Map<String, Space> choices = new LinkedHashMap<>();

    /**
     * Looks at the spaces.
     *
     * @throws LeewayException if an action has parts that are choices, which no flat row of actions tells from numbers
     */
    FlatParts(Path path, DatasetDescription description) {
        this.path = path;
        parts(Episode.ACTIONS, description.actionSpace()).forEach((name, part) -> {
            if (!(part instanceof Space.Box)) {
                throw new LeewayException("Cannot write " + path + ": D4RL's layout has one flat action, but "
                        + name + " is from " + ActionSpaces.describe(part)
                        + ". Write Minari's layout instead (--to minari)");
            }
        });
        parts(Episode.OBSERVATIONS, description.observationSpace()).forEach((name, part) -> {
            if (part instanceof Space.Discrete || part instanceof Space.MultiDiscrete) {
                choices.put(name, part);
            }
        });
    }

    /** Returns the parts of a Dict or a Tuple by name, and none of other spaces. */
    private static Map<String, Space> parts(String root, @Nullable Space space) {
        return space instanceof Space.Dict || space instanceof Space.Tuple ? Episode.leaves(root, space) : Map.of();
    }

    /**
     * Returns one column of all parts.
     *
     * @param parts by name, in order
     */
    Column of(Map<String, Column> parts) {
        Map<String, Column> flat = new LinkedHashMap<>();
        parts.forEach((name, column) -> {
            Space space = choices.get(name);
            flat.put(name, space == null ? column : flags(name, space, column));
        });
        return SideBySide.of(path, flat);
    }

    private Column flags(String name, Space space, Column column) {
        long[] values = new long[column.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.integer(i);
        }
        Value.Integers chosen = new Value.Integers(values);
        space.violation(name, chosen, column.rows()).ifPresent(violation -> {
            throw new LeewayException("Cannot write " + path + ": " + violation);
        });
        return Column.of(space.flatten(chosen, column.rows()), space.flat().size());
    }
}
