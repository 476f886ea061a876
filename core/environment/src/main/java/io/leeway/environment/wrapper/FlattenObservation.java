package io.leeway.environment.wrapper;

import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A wrapper that makes one flat box of the parts of an observation, as Gymnasium's FlattenObservation: agents see flat
 * numbers. The parts of a Dict are in its order, and a discrete value is 1 in its place among zeros.
 */
public final class FlattenObservation extends VectorWrapper {
    private final Space original;
    private final EnvironmentSpec spec;

    /** Flattens observations. */
    public FlattenObservation(VectorEnvironment wrapped) {
        super(wrapped);
        original = wrapped.spec().observationSpace();
        spec = spec(wrapped.spec());
    }

    /** Returns the specification of flattened environments. */
    static EnvironmentSpec spec(EnvironmentSpec inner) {
        return Specs.withObservations(inner, inner.observationSpace().flat(), "observations", "flattened");
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    protected Reset resetOutcome(Reset reset, boolean @Nullable [] mask) {
        return new Reset(flat(reset.observations()), reset.infos());
    }

    @Override
    protected Step stepOutcome(Step step) {
        Value last = step.finalObservations();
        return new Step(
                flat(step.observations()),
                step.rewards(),
                step.terminated(),
                step.truncated(),
                last == null ? null : flat(last),
                step.infos(),
                step.finalInfos());
    }

    private Value flat(Value value) {
        return new Value.Reals(original.flatten(value, count()));
    }
}
