package io.leeway.datasets.behaviour;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import java.util.Arrays;

/** The encoding of the numbers that a behaviour chose as elements of the action space. */
public final class ActionCodec {
    private static final double ROUNDING = 1e-6;

    private final String id;
    private final Space space;
    private final int size;
    private final boolean real;
    private final double[] low;
    private final double[] high;

    private ActionCodec(String id, Space space, boolean real, double[] low, double[] high) {
        this.id = id;
        this.space = space;
        this.size = low.length;
        this.real = real;
        this.low = low;
        this.high = high;
    }

    /**
     * Looks at an environment.
     *
     * @throws LeewayException if its actions are not an array of numbers
     */
    public static ActionCodec of(EnvironmentSpec spec) {
        Space space = spec.actionSpace();
        if (space instanceof Space.Box box) {
            return new ActionCodec(spec.id(), space, box.type().isReal(), box.low(), box.high());
        } else if (space instanceof Space.Discrete discrete) {
            return choices(spec, new long[] {discrete.count()}, new long[] {discrete.start()});
        } else if (space instanceof Space.MultiDiscrete discrete) {
            return choices(spec, discrete.counts(), discrete.starts());
        } else if (space instanceof Space.MultiBinary binary) {
            long[] counts = new long[binary.shape().stream().reduce(1, Math::multiplyExact)];
            Arrays.fill(counts, 2);
            return choices(spec, counts, new long[counts.length]);
        }
        throw new LeewayException(
                "Behaviours act with numbers (Box, Discrete, MultiDiscrete, MultiBinary), but the actions"
                        + " of " + spec.id() + " are " + BoundedActions.describe(space)
                        + ": choose another environment, or wrap it");
    }

    private static ActionCodec choices(EnvironmentSpec spec, long[] counts, long[] starts) {
        double[] low = new double[counts.length];
        double[] high = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            low[i] = starts[i];
            high[i] = (double) starts[i] + counts[i] - 1;
        }
        return new ActionCodec(spec.id(), spec.actionSpace(), false, low, high);
    }

    /** Returns how many numbers an action is. */
    public int size() {
        return size;
    }

    /**
     * Returns actions as the environments take them.
     *
     * @param behaviour who chose them, for errors
     * @throws LeewayException if one is not of the action space
     */
    public Value encode(double[] actions, String behaviour) {
        for (int i = 0; i < actions.length; i++) {
            if (!allows(i % size, actions[i])) {
                throw new LeewayException(
                        "The behaviour '" + behaviour + "' chose the action " + actions[i] + " (column "
                                + i % size + ", stream " + i / size + "), which is outside the bounds of " + id
                                + ": the fault is the behaviour's");
            }
        }
        if (real) {
            double[] elements = actions.clone();
            ((Space.Box) space).round(elements);
            return new Value.Reals(elements);
        }
        return new Value.Integers(
                Arrays.stream(actions).mapToLong(action -> (long) action).toArray());
    }

    /** Returns whether an action is a number within the bounds, to rounding. */
    private boolean allows(int column, double action) {
        double slack = real ? ROUNDING * (high[column] - low[column]) : 0;
        boolean whole = real || action == Math.rint(action);
        return whole && action >= low[column] - slack && action <= high[column] + slack;
    }
}
