package io.leeway.testkit.promise;

import io.leeway.spi.Components;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;
import java.util.Arrays;

/** Stands still. */
final class AskingBehaviour implements Behaviour {
    @Inject
    AskingBehaviour(Environments environments, TrainedPolicies policies, Components components, Own own) {
        own.tell("behaviour", environments, policies, components);
    }

    @Override
    public Player start(Environments environments, int count, RandomSource random) {
        return (observations, begun, actions) -> Arrays.fill(actions, 0);
    }
}
