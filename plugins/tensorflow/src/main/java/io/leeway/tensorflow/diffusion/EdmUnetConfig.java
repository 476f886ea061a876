package io.leeway.tensorflow.diffusion;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

/**
 * The configuration of {@link EdmUnet}.
 *
 * @param width channels of the first level
 * @param levels levels of the U-Net
 * @param kernel rows that a convolution sees
 * @param horizon rows of a trajectory
 * @param residual whether each level adds to its input; false is the published network
 * @param batch windows of one update
 * @param updates updates of a whole training
 * @param learningRate the peak of the learning rate
 * @param warmUp the fraction of the updates over which the learning rate rises
 * @param averageDecay how much of the weights' average is kept when it is renewed
 * @param averageEvery updates between renewals of the average
 * @param sigmaMean mean of the noise level's logarithm in training
 * @param sigmaDeviation standard deviation of the noise level's logarithm in training
 * @param compile whether XLA compiles the network that samples
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
        @Description(
                "Whether each level adds to its input, which learns faster at small widths; false is the published network")
        boolean residual,

        @Default("64") @Description("Windows of one update") @Min(1)
        int batch,

        @Default("6000") @Description("Updates of a whole training") @Min(1)
        int updates,

        @Default("0.005") @Description("Peak of the learning rate, reached after the warm-up") @Positive
        double learningRate,

        @Default("0.1")
        @Description("Fraction of the updates over which the learning rate rises from a tenth of its peak")
        @DecimalMin("0")
        @DecimalMax("1")
        double warmUp,

        @Default("0.995")
        @Description("How much of the average of the weights, which sampling uses, is kept when it is renewed")
        @DecimalMin("0")
        @DecimalMax(value = "1", inclusive = false)
        double averageDecay,

        @Default("10") @Description("Updates between renewals of the average of the weights") @Min(1)
        int averageEvery,

        @Default("-1.2")
        @Description("Mean of the natural logarithm of the noise level that training draws")
        @DecimalMin("-20")
        @DecimalMax("20")
        double sigmaMean,

        @Default("1.2")
        @Description("Standard deviation of the natural logarithm of the noise level in training")
        @Positive
        double sigmaDeviation,

        @Default("false")
        @Description("Whether XLA compiles the network that samples; on x86 the plain network is faster")
        boolean compile) {

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
