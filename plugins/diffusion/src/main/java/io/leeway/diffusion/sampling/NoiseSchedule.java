package io.leeway.diffusion.sampling;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Falling noise levels, in standard deviations of the data, and then 0: what all samplers' configurations share. */
public record NoiseSchedule(
        @Default("karras")
        @Description("How noise levels are spread: evenly after a power of 1/rho ('karras'), evenly as they are"
                + " ('linear'), or as tan(πt/2) for even t, which is the cosine schedule ('cosine')")
        Shape schedule,

        @Default("0.002") @Positive @Description("The last noise level before 0, in standard deviations of the data")
        double sigmaMin,

        @Default("80") @Positive @Description("The first noise level, in standard deviations of the data")
        double sigmaMax,

        @Positive
        @Description("Exponent of schedule 'karras', by default 7: larger puts more steps at small noise")
        @Nullable
        Double rho) {
    private static final double ROUNDING = 1e-9;

    /** The spread of levels over the steps. */
    public enum Shape {
        /** Evenly after a power of 1/ρ (Karras et al. 2022, equation 5). */
        KARRAS,
        /** Evenly. */
        LINEAR,
        /**
         * So that the logarithm of the signal-to-noise ratio is −2 ln tan(πt/2) for even t (Nichol and Dhariwal 2021).
         */
        COSINE
    }

    /** Checks that levels fall, and that ρ has a use. */
    public NoiseSchedule {
        if (!(sigmaMin > 0 && sigmaMin < sigmaMax)) {
            throw new IllegalArgumentException(
                    "sigma-min must be above 0 and below sigma-max, but they are " + sigmaMin + " and " + sigmaMax);
        }
        if (rho != null && schedule != Shape.KARRAS) {
            throw new IllegalArgumentException(
                    "rho goes with schedule: karras only; leave it out, or choose schedule: karras");
        }
    }

    /** Returns Karras' schedule with ρ = 7. */
    static NoiseSchedule karras(double sigmaMin, double sigmaMax) {
        return new NoiseSchedule(Shape.KARRAS, sigmaMin, sigmaMax, null);
    }

    /** Returns {@code steps + 1} levels, the last of them 0. */
    double[] levels(int steps) {
        return levels(steps, sigmaMax);
    }

    /**
     * Returns levels from {@code start} down, as far apart as they are in the whole: so fewer steps from a low start.
     *
     * @param steps how many steps the whole has
     */
    double[] levelsFrom(double start, int steps) {
        long below = Arrays.stream(levels(steps))
                .filter(level -> level > 0 && level < start * (1 - ROUNDING))
                .count();
        return below == 0 ? new double[] {start, 0} : levels((int) below + 1, start);
    }

    private double[] levels(int steps, double first) {
        double[] levels = new double[steps + 1];
        double power = rho == null ? 7 : rho;
        double high = straight(first, power);
        double low = straight(sigmaMin, power);
        DoubleUnaryOperator back = value -> switch (schedule) {
            case KARRAS -> Math.pow(value, power);
            case LINEAR -> value;
            case COSINE -> Math.tan(value);
        };
        levels[0] = first;
        for (int i = 1; i < steps; i++) {
            levels[i] = back.applyAsDouble(high + (low - high) * i / (steps - 1));
        }
        return levels;
    }

    /** Returns what is spread evenly. */
    private double straight(double level, double power) {
        return switch (schedule) {
            case KARRAS -> Math.pow(level, 1 / power);
            case LINEAR -> level;
            case COSINE -> Math.atan(level);
        };
    }
}
