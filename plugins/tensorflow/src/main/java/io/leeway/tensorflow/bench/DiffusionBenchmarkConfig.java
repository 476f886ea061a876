package io.leeway.tensorflow.bench;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DiffusionBenchmark} measures.
 *
 * @param width channels of the U-Net's first level
 * @param batch windows of an update, and trajectories of an evaluation
 * @param horizon rows of a trajectory
 * @param observation columns of an observation
 * @param action columns of an action
 * @param compile whether XLA compiles the network that is evaluated
 * @param sampler what samples
 * @param guidance what guides
 * @param agent whose policy guides
 * @param repeats how often each measurement is made
 * @param published a clone of the published JAX code, or null
 * @param python a Python that has what that needs
 */
public record DiffusionBenchmarkConfig(
        @Default("64") @Min(8) @Description("Channels of the U-Net's first level.")
        int width,

        @Default("128") @Min(1) @Description("Windows of an update, and trajectories that are evaluated together.")
        int batch,

        @Default("32") @Min(4) @Description("Rows of a trajectory.")
        int horizon,

        @Default("17") @Min(1) @Description("Columns of an observation.")
        int observation,

        @Default("6") @Min(1) @Description("Columns of an action.")
        int action,

        @Default("false") @Description("Whether XLA compiles the network that is evaluated.")
        boolean compile,

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
