package io.leeway.experiment;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.registry.Registry;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a denoiser is trained on and sampled with: an experiment without agents, or that part of one. */
public record DenoiserExperiment(
        @Description("What the run's folder is called: letters, digits, '.', '_' and '-'")
        @Default("denoiser")
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
                message = "must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit")
        String name,

        @Description("The seeds; each trains a denoiser of its own") @Default("[0]") @NotEmpty
        List<Long> seeds,

        @Description("Where tensors are computed") @Default("auto")
        Device device,

        @Nullable
        @Description("What the data is from; needed only to collect it, to scale actions and to measure dynamics")
        Configured<Environments> environment,

        @Description("The data to learn from") Configured<DatasetSource> dataset,

        @Description("How the dataset is cut into windows") @Default("{}")
        WindowsConfig windows,

        @Description("The network that learns trajectories") @Default("{type: edm-unet}")
        Configured<Denoiser> denoiser,

        @Description("What turns noise into trajectories") @Default("{type: sde-dpm-solver-pp}")
        Configured<Sampler> sampler) {

    /**
     * Returns this, with an environment where the dataset is played in one.
     *
     * @throws LeewayException if there is none
     */
    public DenoiserExperiment checked(Registry registry) {
        if (environment == null && registry.asksFor(dataset, Environments.class)) {
            throw new LeewayException("The dataset '" + dataset.type() + "' is played in an environment: name it with"
                    + " --environment, or with the key 'environment' of the experiment.");
        }
        return this;
    }

    /** Returns that part of an experiment. */
    public static DenoiserExperiment of(ExperimentConfig config) {
        return new DenoiserExperiment(
                config.name(),
                config.seeds(),
                config.device(),
                config.environment(),
                config.dataset(),
                config.windows(),
                config.denoiser(),
                config.sampler());
    }
}
