package io.leeway.diffusion.sampling;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * Configures {@link SdeDpmSolverSampler}.
 *
 * @param steps how many steps, one evaluation each
 * @param sigmaMin the last noise level before 0
 * @param sigmaMax the first noise level
 * @param rho the schedule's exponent
 * @param eta how much noise is taken out and put in anew; 0 for none
 * @param noiseScale a factor on the noise that is put in
 * @param batch trajectories a chunk
 */
public record SdeDpmSolverConfig(
        @Default("32") @Min(1) @Description("Steps from noise to data, each one network evaluation")
        int steps,

        @Default("0.002") @Positive @Description("The last noise level before 0, in standard deviations of the data")
        double sigmaMin,

        @Default("80") @Positive @Description("The first noise level, in standard deviations of the data")
        double sigmaMax,

        @Default("7") @Positive @Description("The schedule's exponent: larger puts more steps at small noise")
        double rho,

        @Default("1")
        @PositiveOrZero
        @Description("How much noise each step takes out and puts in anew; 0 makes the sampler deterministic")
        double eta,

        @Default("1") @Positive @Description("A factor on the noise that is put in; a little below 1 sharpens")
        double noiseScale,

        @Default("256") @Min(1) @Description("Trajectories that go through the network together")
        int batch) {
    /** Checks the range of the noise levels. */
    public SdeDpmSolverConfig {
        KarrasSchedule.checkRange(sigmaMin, sigmaMax);
    }

    KarrasSchedule schedule() {
        return new KarrasSchedule(steps, sigmaMin, sigmaMax, rho);
    }
}
