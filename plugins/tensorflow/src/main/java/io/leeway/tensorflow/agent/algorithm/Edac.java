package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.NetworkAgent;
import jakarta.inject.Inject;

/**
 * EDAC (An et al. 2021, "Uncertainty-Based Offline Reinforcement Learning with Diversified Q-Ensemble"): {@link SacN}
 * with fewer critics, whose gradients by action are kept apart.
 */
public final class Edac extends NetworkAgent {
    /** Creates an agent with fresh weights. */
    @Inject
    public Edac(EdacConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        super(
                "edac",
                config.agent(),
                task,
                dataset,
                random,
                device,
                bench -> new SoftEnsemble(bench, config.critics(), config.diversity()));
    }
}
