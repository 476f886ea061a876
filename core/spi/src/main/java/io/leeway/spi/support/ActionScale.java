package io.leeway.spi.support;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;

/** The map from a policy's actions in [-1, 1] to the bounds of an environment's action box. */
public final class ActionScale {
    private final Space.Box box;

    /**
     * Reads the bounds.
     *
     * @throws LeewayException if the action space is not a box of floating point
     */
    public ActionScale(EnvironmentSpec spec) {
        if (!(spec.actionSpace() instanceof Space.Box flat) || !flat.type().isReal()) {
            throw new LeewayException("Continuous actions are scaled to a Box of floating point, but those of "
                    + spec.id() + " are from " + ActionSpaces.describe(spec.actionSpace())
                    + ". Choose another environment.");
        }
        this.box = flat;
    }

    /** Returns the columns of an action. */
    public int size() {
        return box.size();
    }

    /**
     * Maps {@code count} actions to elements of the box; a column without finite bounds is left as it is.
     *
     * @param target receives count × size values, and has no others
     */
    public void toEnvironment(float[] actions, int count, double[] target) {
        for (int i = 0; i < count * size(); i++) {
            double low = box.low()[i % size()];
            double width = box.high()[i % size()] - low;
            boolean same = Double.isInfinite(width) || (low == -1 && width == 2);
            target[i] = same ? actions[i] : low + (actions[i] + 1.0) / 2 * width;
        }
        box.round(target);
    }
}
