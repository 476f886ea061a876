package io.leeway.datasets;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;

/** An environment whose observations and actions are flat arrays of real numbers, and its action bounds. */
final class FlatSpaces {
    private static final double ROUNDING = 1e-6;

    private final int observationSize;
    private final Space.Box actions;
    private final double[] low;
    private final double[] high;

    private FlatSpaces(int observationSize, Space.Box actions) {
        this.observationSize = observationSize;
        this.actions = actions;
        this.low = actions.low();
        this.high = actions.high();
    }

    /**
     * Looks at an environment.
     *
     * @param needer what needs the spaces to be flat, to begin an error with
     * @throws LeewayException if a space is not a flat array of real numbers, or an action has no bounds
     */
    static FlatSpaces of(EnvironmentSpec spec, String needer) {
        Space.Box observations = box(spec, spec.observationSpace(), "observations", needer);
        Space.Box actions = box(spec, spec.actionSpace(), "actions", needer);
        for (int i = 0; i < actions.size(); i++) {
            if (!Double.isFinite(actions.low()[i]) || !Double.isFinite(actions.high()[i])) {
                throw new LeewayException(needer + " needs actions with bounds, but action " + i + " of " + spec.id()
                        + " is bounded by " + actions.low()[i] + " and " + actions.high()[i]
                        + ": choose another environment, or wrap it to bound its actions");
            }
        }
        return new FlatSpaces(observations.size(), actions);
    }

    private static Space.Box box(EnvironmentSpec spec, Space space, String what, String needer) {
        if (space instanceof Space.Box box && box.shape().size() == 1 && isReal(box.type())) {
            return box;
        }
        throw new LeewayException(needer + " needs " + what + " that are flat arrays of real numbers, but those of "
                + spec.id() + " are " + describe(space)
                + ": choose another environment, or wrap it to flatten its " + what);
    }

    private static boolean isReal(Space.ElementType type) {
        return type == Space.ElementType.FLOAT32 || type == Space.ElementType.FLOAT64;
    }

    private static String describe(Space space) {
        String name = space.getClass().getSimpleName();
        return space instanceof Space.Box box ? name + " of shape " + box.shape() + " and type " + box.type() : name;
    }

    int observationSize() {
        return observationSize;
    }

    int actionSize() {
        return low.length;
    }

    /** Maps an action in the environment's units to [-1, 1]. */
    double toUnit(int column, double action) {
        double unit = low[column] == -1 && high[column] == 1
                ? action
                : 2 * (action - low[column]) / (high[column] - low[column]) - 1;
        return Math.max(-1, Math.min(1, unit));
    }

    /** Maps an action in [-1, 1] to the environment's units. */
    double fromUnit(int column, double unit) {
        double action = low[column] + (high[column] - low[column]) * (unit + 1) / 2;
        return Math.max(low[column], Math.min(high[column], action));
    }

    /** Rounds actions to elements of the action space, in place. */
    void round(double[] values) {
        actions.round(values);
    }

    /** Returns whether an action is a number within the bounds, to rounding. */
    boolean allows(int column, double action) {
        double slack = ROUNDING * (high[column] - low[column]);
        return action >= low[column] - slack && action <= high[column] + slack;
    }
}
