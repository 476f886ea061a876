package io.leeway.datasets.behaviour;

import io.leeway.datasets.collect.OneBehaviour;
import io.leeway.spi.Configured;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.environment.BehaviourContract;
import io.leeway.testkit.environment.LineEnvironments;

final class NoisyContractTest extends BehaviourContract {
    @Override
    protected Behaviour behaviour() {
        Configured<Behaviour> random = new Configured<>(Behaviour.class, "random", new RandomConfig());
        return new NoisyBehaviour(new NoisyConfig(random, 0.3, 0.1), new OneBehaviour(new RandomBehaviour()));
    }

    @Override
    protected String name() {
        return "noisy";
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
