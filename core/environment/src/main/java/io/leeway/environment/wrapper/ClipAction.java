package io.leeway.environment.wrapper;

import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;

/** A wrapper that takes any action and clips it to the environment's bounds, as Gymnasium's ClipAction. */
public final class ClipAction extends VectorWrapper {
    private final EnvironmentSpec spec;
    private final Space.Box box;

    /**
     * Clips actions.
     *
     * @throws io.leeway.spi.LeewayException if they are no box of floating point
     */
    public ClipAction(VectorEnvironment wrapped) {
        super(wrapped);
        EnvironmentSpec inner = wrapped.spec();
        box = Specs.realBox("Clipping", "actions", inner.actionSpace(), inner.id());
        Space.Box unbounded = Space.Box.of(box.size(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, box.type());
        spec = Specs.withActions(
                inner, new Space.Box(box.shape(), unbounded.low(), unbounded.high(), box.type()), "actions", "clipped");
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
            int column = i % box.size();
            result[i] = Math.max(box.low()[column], Math.min(box.high()[column], values[i]));
        }
        return new Value.Reals(result);
    }
}
