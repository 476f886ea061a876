package io.leeway.datasets.behaviour;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;

/** Actions that are real numbers, each with bounds of its own. */
public final class BoundedActions {
    private final Space.Box box;

    private BoundedActions(Space.Box box) {
        this.box = box;
    }

    /** Returns whether actions are real numbers at all. */
    static boolean areReal(EnvironmentSpec spec) {
        return spec.actionSpace() instanceof Space.Box box && box.type().isReal();
    }

    /**
     * Looks at an environment.
     *
     * @param needer what needs the actions to be so, to begin an error with
     * @throws LeewayException if actions are not real numbers, or one has no bounds
     */
    public static BoundedActions of(EnvironmentSpec spec, String needer) {
        if (!(spec.actionSpace() instanceof Space.Box box) || !box.type().isReal()) {
            throw new LeewayException(needer + " needs actions that are arrays of real numbers, but those of "
                    + spec.id() + " are " + describe(spec.actionSpace()) + ": choose another environment, or wrap it");
        }
        for (int i = 0; i < box.size(); i++) {
            if (!Double.isFinite(box.low()[i]) || !Double.isFinite(box.high()[i])) {
                throw new LeewayException(needer + " needs actions with bounds, but action " + i + " of " + spec.id()
                        + " is bounded by " + box.low()[i] + " and " + box.high()[i]
                        + ": choose another environment, or wrap it to bound its actions");
            }
        }
        return new BoundedActions(box);
    }

    /** Says in a few words what a space is. */
    public static String describe(Space space) {
        String name = space.getClass().getSimpleName();
        return space instanceof Space.Box box ? name + " of shape " + box.shape() + " and type " + box.type() : name;
    }

    int size() {
        return box.size();
    }

    /** Returns half of the distance between an action's bounds. */
    double halfRange(int column) {
        return (box.high()[column] - box.low()[column]) / 2;
    }

    /** Maps an action in [-1, 1] to the environment's units. */
    double fromUnit(int column, double unit) {
        double low = box.low()[column];
        return clip(column, low + (box.high()[column] - low) * (unit + 1) / 2);
    }

    /** Moves an action that is outside its bounds to them. */
    double clip(int column, double action) {
        return Math.max(box.low()[column], Math.min(box.high()[column], action));
    }
}
