package io.leeway.testkit.promise;

import io.leeway.spi.Components;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.DatasetBuilder;
import jakarta.inject.Inject;

/** Random walks. */
final class AskingDataset implements DatasetSource {
    private static final int EPISODES = 4;
    private static final int STEPS = 10;

    private final Own own;

    @Inject
    AskingDataset(Environments environments, TrainedPolicies policies, Components components, Own own) {
        own.tell("dataset-source", environments, policies, components);
        this.own = own;
    }

    @Override
    public Dataset load() {
        DatasetBuilder builder = new DatasetBuilder(1, 1);
        for (int episode = 0; episode < EPISODES; episode++) {
            builder.walk(own.random(), STEPS, false);
        }
        return builder.build();
    }

    @Override
    public boolean seeded() {
        return true;
    }
}
