package io.leeway.tensorflow.diffusion.network;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The configuration of {@code edm-transformer}.
 *
 * @param training how it is trained
 */
public record EdmTransformerConfig(
        @Default("64")
        @Description("Values of a row within the network; a multiple of heads, and even")
        @Min(8)
        @Max(8192)
        int width,

        @Default("3") @Description("Blocks of attention and perceptron") @Min(1) @Max(64)
        int depth,

        @Default("4") @Description("Attention heads") @Min(1) @Max(64)
        int heads,

        @Default("32") @Description("Rows of a trajectory") @Min(1) @Max(4096)
        int horizon,

        @Inline @Default("{learning-rate: 0.002}") EdmConfig training) {

    /** Checks what no single key shows. */
    public EdmTransformerConfig {
        if (width % heads != 0 || width % 2 != 0) {
            throw new IllegalArgumentException("width must be even and a multiple of heads, which share it, but is "
                    + width + " with " + heads + " heads");
        }
    }
}
