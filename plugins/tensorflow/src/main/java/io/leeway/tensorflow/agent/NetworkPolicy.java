package io.leeway.tensorflow.agent;

import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.environment.Space;
import io.leeway.tensorflow.agent.actor.Actor;
import io.leeway.tensorflow.agent.update.ObservationScale;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.RowFunction;
import java.util.Optional;

/**
 * The policy of an actor.
 *
 * @param program the agent's
 * @param scale what the actor takes observations through
 * @param descriptions maps observations to what describes their distributions
 * @param descriptionSize columns of that
 */
record NetworkPolicy(
        Program program, Task task, Actor actor, ObservationScale scale, RowFunction descriptions, int descriptionSize)
        implements Policy {
    @Override
    public int observationSize() {
        return task.observationSize();
    }

    @Override
    public int actionSize() {
        return task.actionSize();
    }

    @Override
    public Optional<Space.Discrete> choices() {
        return Optional.ofNullable(task.choices());
    }

    @Override
    public ActionDistribution distribution(float[] observations, int count) {
        float[] description = new float[count * descriptionSize];
        descriptions.apply(count, description, observations);
        return actor.distribution(description, count);
    }
}
