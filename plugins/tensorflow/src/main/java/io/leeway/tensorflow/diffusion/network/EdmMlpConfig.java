package io.leeway.tensorflow.diffusion.network;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The configuration of {@code edm-mlp}, with defaults for a laptop. SynthER's own (github.com/conglu1997/SynthER,
 * {@code config/resmlp_denoiser.gin}) are a width of 2048, a depth of 6, batches of 1024, 100,000 updates and a
 * learning rate of 3e-4.
 *
 * @param training how it is trained
 */
public record EdmMlpConfig(
        @Default("256")
        @Description("Values in a hidden layer; SynthER's released network for offline data has 2048")
        @Min(8)
        @Max(8192)
        int width,

        @Default("3") @Description("Residual blocks; SynthER's released network has 6") @Min(1) @Max(64)
        int depth,

        @Inline @Default("{batch: 256, updates: 10000, learning-rate: 0.001}")
        EdmConfig training) {}
