package io.leeway.datasets.behaviour;

import io.leeway.datasets.collect.OneBehaviour;
import io.leeway.spi.Configured;
import io.leeway.spi.environment.Behaviour;

final class NoisyContractTest extends BoundedBehaviourContract {
    @Override
    protected Behaviour behaviour() {
        Configured<Behaviour> random = new Configured<>(Behaviour.class, "random", new RandomConfig());
        return new NoisyBehaviour(new NoisyConfig(random, 0.3, 0.1), new OneBehaviour(new RandomBehaviour()));
    }

    @Override
    protected String name() {
        return "noisy";
    }
}
