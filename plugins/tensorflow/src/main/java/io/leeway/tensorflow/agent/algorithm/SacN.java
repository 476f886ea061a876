package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.NetworkAgent;
import jakarta.inject.Inject;

/**
 * SAC-N (An et al. 2021, "Uncertainty-Based Offline Reinforcement Learning with Diversified Q-Ensemble"): a soft
 * actor-critic whose many critics disagree where there is no data, and of which the smallest counts.
 */
public final class SacN extends NetworkAgent {
    /** Creates an agent with fresh weights. */
    @Inject
    public SacN(SacNConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        super(
                "sac-n",
                config.agent(),
                task,
                dataset,
                random,
                device,
                bench -> new SoftEnsemble(bench, config.critics(), 0));
    }
}
