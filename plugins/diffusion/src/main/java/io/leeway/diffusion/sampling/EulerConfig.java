package io.leeway.diffusion.sampling;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

/**
 * Configures {@link EulerSampler}.
 *
 * @param steps how many steps, one evaluation each
 * @param sigmaMin the last noise level before 0
 * @param sigmaMax the first noise level
 * @param rho the schedule's exponent
 * @param batch trajectories a chunk
 */
public record EulerConfig(
        @Default("64") @Min(1) @Description("Steps from noise to data, each one network evaluation")
        int steps,

        @Default("0.002") @Positive @Description("The last noise level before 0, in standard deviations of the data")
        double sigmaMin,

        @Default("80") @Positive @Description("The first noise level, in standard deviations of the data")
        double sigmaMax,

        @Default("7") @Positive @Description("The schedule's exponent: larger puts more steps at small noise")
        double rho,

        @Default("256") @Min(1) @Description("Trajectories that go through the network together")
        int batch) {
    /** Checks the range of the noise levels. */
    public EulerConfig {
        KarrasSchedule.checkRange(sigmaMin, sigmaMax);
    }

    KarrasSchedule schedule() {
        return new KarrasSchedule(steps, sigmaMin, sigmaMax, rho);
    }
}
