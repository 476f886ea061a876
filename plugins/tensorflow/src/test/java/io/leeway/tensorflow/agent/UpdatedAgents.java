package io.leeway.tensorflow.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedExperience;

/** Agents after one update, so that all of their graph is built. */
final class UpdatedAgents {
    static final Task TASK = new Task(3, 2);
    static final Dataset DATASET = new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
            .walk(RandomSource.of(1), 60, true)
            .build();

    private UpdatedAgents() {}

    static NetworkAgent of(Agents algorithm) {
        return of(algorithm.create(Configs.agent(true), TASK, DATASET, RandomSource.of(1)));
    }

    static NetworkAgent of(Agent made) {
        made.update(new FixedExperience(DATASET.transitions()), 1);
        return (NetworkAgent) made;
    }
}
