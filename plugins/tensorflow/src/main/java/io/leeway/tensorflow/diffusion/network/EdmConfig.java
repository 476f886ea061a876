package io.leeway.tensorflow.diffusion.network;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.tensorflow.diffusion.EdmDenoiser;
import io.leeway.tensorflow.layer.Precision;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

/**
 * What every {@link EdmDenoiser} can be told, whatever its network.
 *
 * @param batch windows of one update
 * @param updates updates of a whole training
 * @param learningRate the peak of the learning rate
 * @param warmUp the fraction of the updates over which the learning rate rises
 * @param averageDecay how much of the weights' average is kept when it is renewed
 * @param averageEvery updates between renewals of the average
 * @param sigmaMean mean of the noise level's logarithm in training
 * @param sigmaDeviation standard deviation of the noise level's logarithm in training
 * @param condition what the network is told of a window
 * @param conditionDropout the fraction of windows of which it is told nothing
 * @param precision what the large products are computed in
 * @param compile whether XLA compiles the network that samples
 */
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
        @Description("What the network is told of a window, for guidance that conditions it: nothing, or its return")
        WindowCondition condition,

        @Default("0.2")
        @Description("Fraction of windows of which the network is told nothing, so that it also learns to do without")
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
