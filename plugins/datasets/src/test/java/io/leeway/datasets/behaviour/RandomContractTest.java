package io.leeway.datasets.behaviour;

import io.leeway.spi.environment.Behaviour;

final class RandomContractTest extends BoundedBehaviourContract {
    @Override
    protected Behaviour behaviour() {
        return new RandomBehaviour();
    }

    @Override
    protected String name() {
        return "random";
    }
}
