package io.leeway.diffusion.guidance;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link AdvantageWeighted}. */
public record AdvantageWeightedConfig(
        @Default("1.0")
        @Positive
        @Description("What the advantage is divided by, in the unit of the return: lower is greedier; IQL's beta is its"
                + " inverse")
        double temperature,

        @Default("100")
        @DecimalMin("1")
        @Description("Largest weight of an action; one that has reached it is not moved further")
        double cap,

        @Default("constant")
        @Description(
                "How the gradient's factor changes from step n = 0 to N: 'constant', 'linear' (1 - n/N) or 'cosine'"
                        + " (1 - n/N + c·sin(π(n+1)/N))")
        ScheduleShape schedule,

        @PositiveOrZero @Description("c of the cosine schedule, by default 0.3") @Nullable
        Double cosineCoefficient,

        @Default("0") @PositiveOrZero @Description("Steps at the beginning that are not guided")
        int delay,

        @Positive @Description(NoiseLimit.DESCRIPTION) @Nullable
        Double sigmaMax) {

    /** Checks that the parts go together. */
    public AdvantageWeightedConfig {
        schedule.check(cosineCoefficient);
    }

    /** Returns a configuration with that temperature and cap and defaults for the rest. */
    public static AdvantageWeightedConfig of(double temperature, double cap) {
        return new AdvantageWeightedConfig(temperature, cap, ScheduleShape.CONSTANT, null, 0, null);
    }

    double factorAt(int index, int steps) {
        return index < delay ? 0 : schedule.at(index, steps, cosineCoefficient);
    }
}
