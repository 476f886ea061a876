package io.leeway.datasets.behaviour;

import io.leeway.spi.environment.Environments;
import io.leeway.testkit.environment.BehaviourContract;
import io.leeway.testkit.environment.LineEnvironments;

/** The contract of behaviours that play wherever actions have bounds. */
abstract class BoundedBehaviourContract extends BehaviourContract {
    @Override
    protected final Environments environments() {
        return new LineEnvironments();
    }

    @Override
    protected final Environments unsuitable() {
        return SpacesAlone.UNBOUNDED;
    }
}
