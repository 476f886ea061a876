package io.leeway.diffusion.guidance;

import io.leeway.spi.diffusion.GuidanceStep;
import org.jspecify.annotations.Nullable;

/**
 * The largest noise level that a scheme guides, as in the guidance interval of Kynkäänniemi et al. 2024.
 *
 * <p>In the first steps guidance decides which states a trajectory visits, and prefers those where the data already
 * acts like the target; in the last steps, with the states decided, it only changes what is done there.
 */
public final class NoiseLimit {
    /** What the key {@code sigma-max} of every scheme means. */
    public static final String DESCRIPTION =
            "Largest noise level at which actions are guided, in the data's standard deviations; by default there is"
                    + " none. With 0.25 actions are guided once the states are decided, so that these stay like the"
                    + " data's; below the sampler's smallest level nothing is";

    private NoiseLimit() {}

    /** Returns the limit as a number: infinite where there is none. */
    static double of(@Nullable Double sigmaMax) {
        return sigmaMax == null ? Double.POSITIVE_INFINITY : sigmaMax;
    }

    /** Returns whether a step's noise level is beyond the limit. */
    static boolean exceeds(GuidanceStep step, @Nullable Double sigmaMax) {
        return step.sigma() > of(sigmaMax);
    }
}
