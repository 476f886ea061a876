package io.leeway.runtime.evaluation;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;

/** Maps a policy's actions in [-1, 1] to the bounds of an environment's action box. */
public final class ActionScale {
    private final double[] low;
    private final double[] high;

    /**
     * Reads the bounds.
     *
     * @throws LeewayException if the action space is not a flat box
     */
    public ActionScale(EnvironmentSpec spec) {
        if (!(spec.actionSpace() instanceof Space.Box box)) {
            throw new LeewayException("Agents act in flat boxes, but the action space of " + spec.id() + " is "
                    + spec.actionSpace().getClass().getSimpleName() + ". Choose another environment.");
        }
        low = box.low().clone();
        high = box.high().clone();
    }

    /** Returns the columns of an action. */
    public int size() {
        return low.length;
    }

    /** Maps {@code count} actions; a column without finite bounds is left as it is. */
    public void toEnvironment(float[] actions, int count, double[] target) {
        for (int i = 0; i < count * low.length; i++) {
            int column = i % low.length;
            double width = high[column] - low[column];
            boolean same = Double.isInfinite(width) || (low[column] == -1 && high[column] == 1);
            target[i] = same ? actions[i] : low[column] + (actions[i] + 1.0) / 2 * width;
        }
    }
}
