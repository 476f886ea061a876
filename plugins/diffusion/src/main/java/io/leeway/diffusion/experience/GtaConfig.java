package io.leeway.diffusion.experience;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of {@link GtaExperience}, in the terms of Lee et al. 2024. The defaults are those of the released
 * code (github.com/Jaewoopudding/GTA, {@code configs/gta.yaml}), but for the number of trajectories, which is one for a
 * laptop. There a window's return is discounted by 0.99 over the rest of its episode; here it is the sum of the
 * window's rewards, which is what denoisers learn.
 */
public record GtaConfig(
        @Default("8192")
        @Min(1)
        @Description(
                "Synthetic trajectories, made once, each of a window of the data; the released code makes 5,000,000"
                        + " transitions, which are 161,291 of horizon 32")
        int trajectories,

        @Default("2.5")
        @Positive
        @Description(
                "The noise level that a window is noised to, in units of the data's standard deviation: the higher, the"
                        + " farther from the window. 2.5 is half of the way up Karras' schedule to 80, a noising ratio"
                        + " of 0.5 (the published mu and the released noise_level)")
        double noiseLevel,

        @Default("1.3")
        @Positive
        @Description("The factor on the return that a window had, which its trajectory is conditioned on (the published"
                + " alpha, the released amplify_returnscale); 1 asks for the same return. Of a negative return as much"
                + " is added: it is multiplied by 2 - alpha")
        double amplification,

        @Default("1.0")
        @PositiveOrZero
        @Description("How much of the condition (the published w, the released temperature): 0 is unconditional, 1 the"
                + " conditional distribution, and"
                + " more goes beyond it; each step takes one network evaluation at 0 and 1, and two elsewhere")
        double coefficient,

        @DecimalMin("0")
        @DecimalMax("1")
        @Description("Part of each batch that is real. By default as much as of all transitions, the data's and the"
                + " synthetic ones, which the released code puts together")
        @Nullable
        Double realFraction) {

    /** Returns the return to condition on where the data had this one. */
    double amplified(double windowReturn) {
        return windowReturn + (amplification - 1) * Math.abs(windowReturn);
    }
}
