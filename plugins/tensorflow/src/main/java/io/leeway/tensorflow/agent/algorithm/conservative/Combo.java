package io.leeway.tensorflow.agent.algorithm.conservative;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.NetworkAgent;
import jakarta.inject.Inject;

/**
 * COMBO (Yu et al. 2021, "COMBO: Conservative Offline Model-Based Policy Optimization"): {@link Cql} on a mixture of
 * real rows and rollouts of a model. Q-values of all actions are held down in the states of rollouts, and those of the
 * data's actions up in the states of the data (its equation 2); both kinds of rows teach the critics their targets, and
 * the actor.
 *
 * <p>It learns from experience that says which rows are real, such as {@code world-model}, and refuses any other.
 */
public final class Combo extends NetworkAgent {
    /** Creates an agent with fresh weights. */
    @Inject
    public Combo(ComboConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        super(
                "combo",
                config.agent(),
                task,
                dataset,
                random,
                device,
                bench -> new ConservativeLearning(
                        bench, config.conservatism(), config.drawnActions(), config.actorLearningRate(), true));
    }
}
