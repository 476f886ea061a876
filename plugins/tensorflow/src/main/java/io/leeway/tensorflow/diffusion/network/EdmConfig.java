package io.leeway.tensorflow.diffusion.network;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.tensorflow.layer.Precision;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

/** The keys that every EDM denoiser has, whatever its network. */
public record EdmConfig(
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

        @Default("none")
        @Description("Condition of the network on a window, for guidance that conditions it: nothing, or its return")
        WindowCondition condition,

        @Default("0.2")
        @Description("Fraction of windows whose condition is left out, so that the network also learns to do without")
        @DecimalMin("0")
        @DecimalMax(value = "1", inclusive = false)
        double conditionDropout,

        @Default("float32")
        @Description("What products and convolutions are computed in; weights, averages, normalisation and loss stay"
                + " float32. On CPUs without bfloat16 instructions bfloat16 is slower")
        Precision precision,

        @Default("false")
        @Description("Whether XLA compiles the network that samples; on x86 the plain network is faster")
        boolean compile) {}
