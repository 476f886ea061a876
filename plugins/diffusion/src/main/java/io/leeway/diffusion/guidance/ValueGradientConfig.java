package io.leeway.diffusion.guidance;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link ValueGradient}. */
public record ValueGradientConfig(
        @Default("1.0") @PositiveOrZero @Description("How far actions are moved, by the scaled gradient; 0 is unguided")
        double coefficient,

        @Default("mean-value")
        @Description(
                "What the gradient is divided by: 'mean-value' is the mean |Q| of a few unguided trajectories of the"
                        + " same request, as TD3+BC divides by that of its batch, "
                        + "so that the coefficient does not depend"
                        + " on the rewards' scale; 'unit' the gradient's own length over the whole trajectory; 'raw'"
                        + " nothing")
        Scale scale,

        @Default("constant")
        @Description("How the coefficient changes from step n = 0 to N: 'constant', 'linear' (1 - n/N) or 'cosine'"
                + " (1 - n/N + c·sin(π(n+1)/N))")
        ScheduleShape schedule,

        @PositiveOrZero @Description("c of the cosine schedule, by default 0.3") @Nullable
        Double cosineCoefficient,

        @Default("0") @PositiveOrZero @Description("Steps at the beginning that are not guided")
        int delay,

        @Positive @Description(NoiseLimit.DESCRIPTION) @Nullable
        Double sigmaMax) {

    /** The divisor of a critic's gradient. */
    public enum Scale {
        /** Nothing. */
        RAW,
        /** Its length over the whole trajectory. */
        UNIT,
        /** The mean magnitude of the critic's values. */
        MEAN_VALUE
    }

    /** Checks that the parts go together. */
    public ValueGradientConfig {
        schedule.check(cosineCoefficient);
    }

    /** Returns a configuration with that scale and coefficient and defaults for the rest. */
    public static ValueGradientConfig of(Scale scale, double coefficient) {
        return new ValueGradientConfig(coefficient, scale, ScheduleShape.CONSTANT, null, 0, null);
    }

    double coefficientAt(int index, int steps) {
        return index < delay ? 0 : coefficient * schedule.at(index, steps, cosineCoefficient);
    }
}
