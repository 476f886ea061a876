package io.leeway.diffusion.experience;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/** The configuration of {@link GtaExperience}, in the terms of Lee et al. 2024. */
public record GtaConfig(
        @Default("8192") @Min(1) @Description("Synthetic trajectories, made once, each of a window of the data")
        int trajectories,

        @Default("2.5")
        @Positive
        @Description(
                "The noise level that a window is noised to, in units of the data's standard deviation: the higher, the"
                        + " farther from the window. 2.5 is half of the way up Karras' schedule to 80, a noising ratio"
                        + " of 0.5 (the published mu)")
        double noiseLevel,

        @Default("1.3")
        @Positive
        @Description("The factor on the return that a window had, which its trajectory is conditioned on (the published"
                + " alpha); 1 asks for the same return. A negative return is divided by it, so that more is"
                + " always better")
        double amplification,

        @Default("2.0")
        @PositiveOrZero
        @Description(
                "How much of the condition (the published w): 0 is unconditional, 1 the conditional distribution, and"
                        + " more goes beyond it; each step takes one network evaluation at 0 and 1, and two elsewhere")
        double coefficient,

        @Default("0.5") @DecimalMin("0") @DecimalMax("1") @Description("Part of each batch that is real")
        double realFraction) {

    /** Returns the return to condition on where the data had this one. */
    double amplified(double windowReturn) {
        return windowReturn >= 0 ? windowReturn * amplification : windowReturn / amplification;
    }
}
