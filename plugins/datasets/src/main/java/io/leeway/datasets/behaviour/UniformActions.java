package io.leeway.datasets.behaviour;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import org.jspecify.annotations.Nullable;

/** Actions drawn uniformly within their bounds, or among their choices. */
final class UniformActions {
    private final Space space;
    private final @Nullable BoundedActions bounded;
    private final int size;

    private UniformActions(Space space, @Nullable BoundedActions bounded, int size) {
        this.space = space;
        this.bounded = bounded;
        this.size = size;
    }

    /**
     * Looks at an environment.
     *
     * @param needer what draws, to begin an error with
     * @throws LeewayException if actions are not numbers, or real numbers without bounds
     */
    static UniformActions of(EnvironmentSpec spec, String needer) {
        if (BoundedActions.areReal(spec)) {
            BoundedActions bounded = BoundedActions.of(spec, needer);
            return new UniformActions(spec.actionSpace(), bounded, bounded.size());
        }
        try {
            return new UniformActions(
                    spec.actionSpace(), null, ActionCodec.of(spec).size());
        } catch (LeewayException other) {
            throw new LeewayException(needer + " cannot play in " + spec.id() + ". " + other.getMessage(), other);
        }
    }

    /** Returns how many numbers an action is. */
    int size() {
        return size;
    }

    /** Draws the action of one environment. */
    void draw(RandomSource random, double[] actions, int environment) {
        int at = environment * size;
        if (bounded != null) {
            for (int column = 0; column < size; column++) {
                actions[at + column] = bounded.fromUnit(column, random.nextDouble(-1, 1));
            }
            return;
        }
        long[] drawn = ((Value.Integers) space.sample(1, random)).values();
        for (int column = 0; column < size; column++) {
            actions[at + column] = drawn[column];
        }
    }
}
