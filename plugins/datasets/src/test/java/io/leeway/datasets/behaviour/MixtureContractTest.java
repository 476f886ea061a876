package io.leeway.datasets.behaviour;

import io.leeway.datasets.collect.OneBehaviour;
import io.leeway.spi.Configured;
import io.leeway.spi.environment.Behaviour;
import java.util.List;

final class MixtureContractTest extends BoundedBehaviourContract {
    @Override
    protected Behaviour behaviour() {
        Configured<Behaviour> random = new Configured<>(Behaviour.class, "random", new RandomConfig());
        return new MixtureBehaviour(
                new MixtureConfig(List.of(random, random), List.of(1.0, 2.0)), new OneBehaviour(new RandomBehaviour()));
    }

    @Override
    protected String name() {
        return "mixture";
    }
}
