package io.leeway.environment.wrapper;

import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.Arrays;

/**
 * A wrapper that takes actions between two bounds and maps them linearly onto the environment's own, as Gymnasium's
 * RescaleAction.
 */
public final class RescaleAction extends VectorWrapper {
    private final EnvironmentSpec spec;
    private final Space.Box box;
    private final double[] gradient;
    private final double[] intercept;

    /**
     * Rescales actions.
     *
     * @param minimum what stands for the environment's lower bound
     * @param maximum what stands for its upper bound
     * @throws io.leeway.spi.LeewayException if the actions are no box of floating point
     * @throws IllegalArgumentException if a bound is infinite, or the minimum is not below the maximum
     */
    public RescaleAction(VectorEnvironment wrapped, double minimum, double maximum) {
        super(wrapped);
        EnvironmentSpec inner = wrapped.spec();
        box = Specs.realBox("Rescaling", "actions", inner.actionSpace(), inner.id());
        boolean bounded = Arrays.stream(box.low()).allMatch(Double::isFinite)
                && Arrays.stream(box.high()).allMatch(Double::isFinite);
        if (!bounded || !Double.isFinite(maximum - minimum) || minimum >= maximum) {
            throw new IllegalArgumentException("Actions of " + inner.id() + " from " + Arrays.toString(box.low())
                    + " to " + Arrays.toString(box.high()) + " cannot be rescaled from [" + minimum + ", " + maximum
                    + "]: all bounds must be finite, and the minimum below the maximum");
        }
        gradient = new double[box.size()];
        intercept = new double[box.size()];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = rounded((maximum - minimum) / (box.high()[i] - box.low()[i]));
            intercept[i] = rounded(rounded(gradient[i] * -box.low()[i]) + minimum);
        }
        Space.Box same = Space.Box.of(box.size(), minimum, maximum, box.type());
        spec = Specs.withActions(
                inner,
                new Space.Box(box.shape(), same.low(), same.high(), box.type()),
                "actions",
                "rescaled from [" + minimum + ", " + maximum + "]");
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    protected Value actions(Value actions) {
        double[] values = actions.reals();
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int column = i % gradient.length;
            result[i] = rounded(rounded(rounded(values[i]) - intercept[column]) / gradient[column]);
        }
        return new Value.Reals(result);
    }

    /** Rounds as arithmetic in the box's own type does. */
    private double rounded(double value) {
        return box.type() == Space.ElementType.FLOAT32 ? (float) value : value;
    }
}
