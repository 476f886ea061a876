package io.leeway.experiment.config;

import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.registry.Registry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An experiment: with agents, or of a denoiser alone. */
public sealed interface Experiment permits ExperimentConfig, DenoiserExperiment {
    /** Returns what the run's folder is called. */
    String name();

    /** Returns the part that a denoiser is trained on. */
    Denoising denoising();

    /** Returns what its agents learn from, by name; empty where there are none. */
    Map<String, Configured<ExperienceSource>> experience();

    /** Returns the seeds. */
    default List<Long> seeds() {
        return denoising().seeds();
    }

    /** Returns where tensors are computed. */
    default Device device() {
        return denoising().device();
    }

    /** Returns the environment, or null where there is none. */
    default @Nullable Configured<Environments> environment() {
        return denoising().environment();
    }

    /**
     * Checks that there is an environment where the dataset is played in one.
     *
     * @throws LeewayException if there is none
     */
    default void check(Registry registry) {
        if (environment() == null && registry.asksFor(denoising().dataset(), Environments.class)) {
            throw new LeewayException("The dataset '" + denoising().dataset().type()
                    + "' is played in an environment: name it with --environment, or with the key 'environment' of the"
                    + " experiment.");
        }
    }
}
