package io.leeway.datasets.behaviour;

import io.leeway.datasets.collect.OneBehaviour;
import io.leeway.spi.Configured;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.environment.BehaviourContract;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.List;

final class MixtureContractTest extends BehaviourContract {
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

    @Override
    protected Environments environments() {
        return new LineEnvironments();
    }

    @Override
    protected Environments unsuitable() {
        return SpacesAlone.UNBOUNDED;
    }
}
