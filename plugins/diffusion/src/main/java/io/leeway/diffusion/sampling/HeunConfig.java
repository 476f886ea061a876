package io.leeway.diffusion.sampling;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * Configures {@link HeunSampler}.
 *
 * @param steps how many steps, two evaluations each but for the last
 * @param sigmaMin the last noise level before 0
 * @param sigmaMax the first noise level
 * @param rho the schedule's exponent
 * @param churn noise added over all steps; 0 for none
 * @param churnSigmaMin the lowest noise level at which noise is added
 * @param churnSigmaMax the highest noise level at which noise is added
 * @param noiseScale a factor on the noise that is added
 * @param batch trajectories a chunk
 */
public record HeunConfig(
        @Default("64") @Min(1) @Description("Steps from noise to data, each two network evaluations but for the last")
        int steps,

        @Default("0.002") @Positive @Description("The last noise level before 0, in standard deviations of the data")
        double sigmaMin,

        @Default("80") @Positive @Description("The first noise level, in standard deviations of the data")
        double sigmaMax,

        @Default("7") @Positive @Description("The schedule's exponent: larger puts more steps at small noise")
        double rho,

        @Default("80")
        @PositiveOrZero
        @Description("Noise added over all steps (S_churn of Karras et al. 2022); 0 makes the sampler deterministic")
        double churn,

        @Default("0.05") @PositiveOrZero @Description("The lowest noise level at which noise is added (S_tmin)")
        double churnSigmaMin,

        @Default("50") @PositiveOrZero @Description("The highest noise level at which noise is added (S_tmax)")
        double churnSigmaMax,

        @Default("1.003") @Positive @Description("A factor on the noise that is added (S_noise)")
        double noiseScale,

        @Default("256") @Min(1) @Description("Trajectories that go through the network together")
        int batch) {
    /** Checks the ranges of the noise levels. */
    public HeunConfig {
        KarrasSchedule.checkRange(sigmaMin, sigmaMax);
        if (churnSigmaMin > churnSigmaMax) {
            throw new IllegalArgumentException("churn-sigma-min must not be above churn-sigma-max, but they are "
                    + churnSigmaMin + " and " + churnSigmaMax);
        }
    }

    KarrasSchedule schedule() {
        return new KarrasSchedule(steps, sigmaMin, sigmaMax, rho);
    }
}
