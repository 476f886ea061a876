package io.leeway.tensorflow.diffusion.network;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The configuration of {@code edm-mlp}.
 *
 * @param training how it is trained
 */
public record EdmMlpConfig(
        @Default("256") @Description("Values in a hidden layer; the published network has 1024") @Min(8) @Max(8192)
        int width,

        @Default("3") @Description("Residual blocks; the published network has 6") @Min(1) @Max(64)
        int depth,

        @Inline @Default("{batch: 256, updates: 10000, learning-rate: 0.001}")
        EdmConfig training) {}
