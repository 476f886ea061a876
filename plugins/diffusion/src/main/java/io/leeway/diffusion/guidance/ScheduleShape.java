package io.leeway.diffusion.guidance;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The course of a guidance coefficient over the steps n = 0 … N − 1. */
public enum ScheduleShape {
    /** Not at all. */
    CONSTANT,
    /** It falls evenly: 1 − n/N. */
    LINEAR,
    /** It falls, with half a sine wave on top: 1 − n/N + c·sin(π(n+1)/N) (Jackson et al. 2024, published code). */
    COSINE;

    private static final double PUBLISHED_COSINE = 0.3;

    /** Returns the factor on the coefficient; a cosine coefficient of null is 0.3. */
    double at(int index, int steps, @Nullable Double cosineCoefficient) {
        double remaining = 1 - (double) index / steps;
        return switch (this) {
            case CONSTANT -> 1;
            case LINEAR -> remaining;
            case COSINE ->
                remaining
                        + (cosineCoefficient == null ? PUBLISHED_COSINE : cosineCoefficient)
                                * Math.sin(Math.PI * (index + 1) / steps);
        };
    }

    /**
     * Checks that there is a cosine coefficient only where it means something.
     *
     * @throws IllegalArgumentException if not
     */
    void check(@Nullable Double cosineCoefficient) {
        if (cosineCoefficient != null && this != COSINE) {
            throw new IllegalArgumentException(
                    "cosine-coefficient goes with schedule: cosine only, but the schedule is "
                            + name().toLowerCase(Locale.ROOT)
                            + "; leave 'cosine-coefficient' out, or choose schedule: cosine");
        }
    }
}
