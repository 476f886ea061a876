package io.leeway.environment.wrapper;

import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.Arrays;

/** A wrapper that multiplies rewards, and the reference scores with them: normalised scores stay what they are. */
public final class ScaleReward extends VectorWrapper {
    private final double scale;
    private final EnvironmentSpec spec;

    /**
     * Scales rewards.
     *
     * @param scale positive
     */
    public ScaleReward(VectorEnvironment wrapped, double scale) {
        super(wrapped);
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("A reward's scale is positive, but was " + scale);
        }
        this.scale = scale;
        this.spec = Specs.withScale(wrapped.spec(), scale);
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    protected Step stepOutcome(Step step) {
        double[] rewards =
                Arrays.stream(step.rewards()).map(reward -> scale * reward).toArray();
        return new Step(
                step.observations(),
                rewards,
                step.terminated(),
                step.truncated(),
                step.finalObservations(),
                step.infos(),
                step.finalInfos());
    }
}
