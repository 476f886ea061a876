package io.leeway.diffusion.guidance;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Configures {@link PolicyGuidance}.
 *
 * @param coefficient λ, the power of the policy in the target distribution
 * @param form how the actions are moved
 * @param at where the gradient is taken; null for the form's own place
 * @param gradient whether the gradient keeps its length
 * @param schedule how the coefficient changes over the steps; null for the form's own
 * @param cosineCoefficient c of the cosine schedule; null for 0.3
 * @param delay how many steps are not guided at the beginning
 */
public record PolicyGuidanceConfig(
        @Default("1.0")
        @PositiveOrZero
        @Description("Power of the policy's likelihood in the target distribution; 0 is unguided")
        double coefficient,

        @Default("proximal")
        @Description("How actions are moved: 'proximal' moves the denoised estimate to the mean of the guided"
                + " distribution, whatever the number of steps; 'posterior' moves it by the gradient times the"
                + " posterior variance; 'published' pushes the noised trajectory by the gradient, once a step")
        Form form,

        @Description("Where the gradient is taken: at the 'noised' trajectory or at its denoised 'estimate'; form"
                + " 'published' takes either (by default 'noised'), the others take 'estimate'")
        @Nullable
        Point at,

        @Default("raw")
        @Description("The gradient as it is ('raw'), or scaled to length 1 over the whole trajectory ('unit')")
        Scale gradient,

        @Description("How the coefficient changes from step n = 0 to N: 'constant', 'linear' (1 - n/N) or 'cosine'"
                + " (1 - n/N + c·sin(π(n+1)/N)); by default 'cosine' for form 'published', else 'constant'")
        @Nullable
        Shape schedule,

        @PositiveOrZero @Description("c of the cosine schedule, by default 0.3") @Nullable
        Double cosineCoefficient,

        @Default("0") @PositiveOrZero @Description("Steps at the beginning that are not guided")
        int delay) {

    /** How actions are moved. */
    public enum Form {
        /** To the mean of the guided distribution. */
        PROXIMAL,
        /** By the gradient times the posterior variance. */
        POSTERIOR,
        /** By the gradient, on the noised trajectory. */
        PUBLISHED
    }

    /** Where a gradient is taken. */
    public enum Point {
        /** At the noised trajectory. */
        NOISED,
        /** At the denoised estimate. */
        ESTIMATE
    }

    /** How long a gradient is. */
    public enum Scale {
        /** As long as it is. */
        RAW,
        /** Of length 1 over the whole trajectory. */
        UNIT
    }

    /** How the coefficient changes over the steps. */
    public enum Shape {
        /** Not at all. */
        CONSTANT,
        /** It falls evenly. */
        LINEAR,
        /** It falls, with half a sine wave on top. */
        COSINE
    }

    /** Checks that the parts go together. */
    public PolicyGuidanceConfig {
        if (form != Form.PUBLISHED && at == Point.NOISED) {
            throw new IllegalArgumentException("at: noised goes with form: published only, since form: " + key(form)
                    + " moves the denoised estimate; leave 'at' out, or choose form: published");
        }
        if (form == Form.PROXIMAL && gradient == Scale.UNIT) {
            throw new IllegalArgumentException("gradient: unit does not go with form: proximal, whose step follows"
                    + " from the gradient's length; choose form: posterior or form: published, or gradient: raw");
        }
        boolean cosine = schedule == Shape.COSINE || (schedule == null && form == Form.PUBLISHED);
        if (cosineCoefficient != null && !cosine) {
            throw new IllegalArgumentException(
                    "cosine-coefficient goes with schedule: cosine only, but the schedule is "
                            + (schedule == null ? "constant" : key(schedule))
                            + "; leave 'cosine-coefficient' out, or choose schedule: cosine");
        }
    }

    /** Returns a configuration with that form and coefficient and defaults for the rest. */
    public static PolicyGuidanceConfig of(Form form, double coefficient) {
        return new PolicyGuidanceConfig(coefficient, form, null, Scale.RAW, null, null, 0);
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns λ at a step: 0 in the first {@code delay}, and in the last where the noised trajectory is pushed. */
    double coefficientAt(int index, int steps) {
        boolean lastPush = form == Form.PUBLISHED && index == steps - 1;
        if (index < delay || lastPush) {
            return 0;
        }
        double remaining = 1 - (double) index / steps;
        Shape otherwise = form == Form.PUBLISHED ? Shape.COSINE : Shape.CONSTANT;
        return coefficient
                * switch (schedule == null ? otherwise : schedule) {
                    case CONSTANT -> 1;
                    case LINEAR -> remaining;
                    case COSINE ->
                        remaining
                                + (cosineCoefficient == null ? 0.3 : cosineCoefficient)
                                        * Math.sin(Math.PI * (index + 1) / steps);
                };
    }
}
