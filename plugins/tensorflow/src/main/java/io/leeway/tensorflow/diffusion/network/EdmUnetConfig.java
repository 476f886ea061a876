package io.leeway.tensorflow.diffusion.network;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The configuration of {@code edm-unet}.
 *
 * @param training how it is trained
 */
public record EdmUnetConfig(
        @Default("32") @Description("Channels of the first level, doubled at each further one; a multiple of 8") @Min(8)
        int width,

        @Default("3") @Description("Levels of the U-Net, each on half the rows of the one above") @Min(1) @Max(6)
        int levels,

        @Default("3") @Description("Rows that a convolution sees") @Min(1) @Max(15)
        int kernel,

        @Default("32")
        @Description("Rows of a trajectory; divisible by 2 to the power of levels - 1")
        @Min(1)
        @Max(4096)
        int horizon,

        @Default("true")
        @Description("Whether each level adds to its input, which learns faster at small widths; false is the published"
                + " network")
        boolean residual,

        @Inline EdmConfig training) {

    /** Checks what no single key shows. */
    public EdmUnetConfig {
        if (width % GroupNorm.GROUPS != 0) {
            throw new IllegalArgumentException("width must be a multiple of " + GroupNorm.GROUPS
                    + ", since the channels are normalised in as many groups, but is " + width);
        }
        int divisor = 1 << Math.max(0, levels - 1);
        if (horizon % divisor != 0) {
            throw new IllegalArgumentException("horizon must be divisible by " + divisor + ", since each of the "
                    + levels + " levels but the first halves the rows, but is " + horizon);
        }
    }
}
