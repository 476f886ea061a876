package io.leeway.tensorflow.bench;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.tensorflow.diffusion.network.EdmUnetConfig;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/**
 * The configuration of {@link DeviceBenchmark}.
 *
 * @param network the denoiser
 */
public record DeviceBenchmarkConfig(
        @Inline @Default("{width: 64, batch: 128, updates: 1000000, learning-rate: 0.0001}")
        EdmUnetConfig network,

        @Default("17") @Min(1) @Description("Columns of an observation.")
        int observation,

        @Default("6") @Min(1) @Description("Columns of an action.")
        int action,

        @Default("10")
        @Min(1)
        @Max(1000)
        @Description("Updates whose outcome is compared, of the denoiser and of each agent.")
        int steps,

        @Default("{type: dpm-solver-pp, steps: 16, fused: true}")
        @Description("What samples on the device: a sampler without noise, since each device draws its own.")
        Configured<Sampler> sampler,

        @Default("{type: dpm-solver-pp, steps: 16, fused: false}")
        @Description("What samples on the CPU, to compare with.")
        Configured<Sampler> reference,

        @Default("{type: policy}") @Description("What guides the sampling.")
        Configured<Guidance> guidance,

        @Default("[256, 256]") @Description("Sizes of the hidden layers of the agents' networks.")
        List<@Min(1) Integer> hidden,

        @Default("[td3-bc, iql, bc, cql, sac-n, edac, awac, rebrac]")
        @Description("Which algorithms, in their default configuration.")
        List<MeasuredAgent> agents,

        @Default("{type: real}") @Description("What draws the agents' batches.")
        Configured<ExperienceSource> experience) {
    /** Copies the lists. */
    public DeviceBenchmarkConfig {
        hidden = List.copyOf(hidden);
        agents = List.copyOf(agents);
    }
}
