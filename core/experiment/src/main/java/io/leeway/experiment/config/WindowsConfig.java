package io.leeway.experiment.config;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;

/** The configuration of the cut of a dataset into windows; see {@code io.leeway.spi.support.WindowCutter#cut}. */
public record WindowsConfig(
        @Description("Steps between the starts of windows") @Default("8") @Positive
        int stride,

        @Description("Fraction held out to measure the denoiser's loss on; whole episodes where there are enough")
        @Default("0.05")
        @DecimalMin("0")
        @DecimalMax("0.5")
        double heldOut) {}
