package io.leeway.experiment.config;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Device;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.environment.Environments;
import jakarta.validation.constraints.NotEmpty;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of every experiment that models of its data are trained on, and that a denoiser is sampled with. */
public record Denoising(
        @Description("The seeds; each trains a dataset, models of it and agents of its own") @Default("[0]") @NotEmpty
        List<Long> seeds,

        @Description("Where tensors are computed") @Default("auto")
        Device device,

        @Nullable
        @Description(
                "What agents are evaluated in and the data is from; without one, agents are trained and not evaluated,"
                        + " and data is read and not collected")
        Configured<Environments> environment,

        @Description("The data to learn from") Configured<DatasetSource> dataset,

        @Description("How the dataset is cut into windows for the denoiser") @Default("{}")
        WindowsConfig windows,

        @Description("The network that learns trajectories; trained once a seed, if any experience needs it")
        @Default("{type: edm-unet}")
        Configured<Denoiser> denoiser,

        @Description("What turns noise into trajectories") @Default("{type: sde-dpm-solver-pp}")
        Configured<Sampler> sampler,

        @Description("The model of the dynamics; trained once a seed, if any experience asks for it")
        @Default("{type: pets}")
        Configured<Dynamics> dynamics) {

    /** Checks that no seed is there twice. */
    public Denoising {
        if (new HashSet<>(seeds).size() != seeds.size()) {
            throw new IllegalArgumentException("seeds must differ from each other, but were " + seeds);
        }
    }
}
