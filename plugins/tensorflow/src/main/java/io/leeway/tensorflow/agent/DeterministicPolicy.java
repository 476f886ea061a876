package io.leeway.tensorflow.agent;

import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.GaussianActions;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.tensorflow.graph.RowFunction;
import java.util.Arrays;

/** The policy of a deterministic actor, with the unit Gaussian around its action as likelihood (Jackson et al. 2024). */
final class DeterministicPolicy implements Policy {
    private final Task task;
    private final RowFunction actor;
    private final float[] deviations;

    DeterministicPolicy(Task task, RowFunction actor) {
        this.task = task;
        this.actor = actor;
        deviations = new float[task.actionSize()];
        Arrays.fill(deviations, 1);
    }

    @Override
    public int observationSize() {
        return task.observationSize();
    }

    @Override
    public int actionSize() {
        return task.actionSize();
    }

    @Override
    public ActionDistribution distribution(float[] observations, int count) {
        float[] actions = new float[count * task.actionSize()];
        actor.apply(count, actions, observations);
        return new GaussianActions(count, task.actionSize(), actions, deviations);
    }
}
