package io.leeway.datasets.behaviour;

import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.environment.BehaviourContract;
import io.leeway.testkit.environment.LineEnvironments;

final class RandomContractTest extends BehaviourContract {
    @Override
    protected Behaviour behaviour() {
        return new RandomBehaviour();
    }

    @Override
    protected String name() {
        return "random";
    }

    @Override
    protected Environments environments() {
        return new LineEnvironments();
    }

    @Override
    protected Environments unsuitable() {
        return SpacesAlone.UNBOUNDED;
    }
}
