package io.leeway.tensorflow.bench;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.tensorflow.diffusion.network.EdmUnetConfig;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of {@link DiffusionBenchmark}.
 *
 * @param network the denoiser; its batch is also how many trajectories are evaluated together
 */
public record DiffusionBenchmarkConfig(
        @Inline @Default("{width: 64, batch: 128, updates: 1000000, learning-rate: 0.0001}")
        EdmUnetConfig network,

        @Default("17") @Min(1) @Description("Columns of an observation.")
        int observation,

        @Default("6") @Min(1) @Description("Columns of an action.")
        int action,

        @Default("{type: sde-dpm-solver-pp}") @Description("What samples.")
        Configured<Sampler> sampler,

        @Default("{type: policy}") @Description("What guides the guided sampling.")
        Configured<Guidance> guidance,

        @Default("{type: td3-bc}") @Description("Whose untrained policy guides.")
        Configured<Agent> agent,

        @Default("9") @Min(1) @Max(1000) @Description("How often each measurement is made; figures are medians.")
        int repeats,

        @Description(
                "A clone of github.com/EmptyJackson/policy-guided-diffusion, whose JAX code then does the same work"
                        + " in turn; without it, it is left out.")
        @Nullable
        String published,

        @Default("python3") @Description("A Python with jax, flax, optax and distrax, for --published.")
        String python) {}
