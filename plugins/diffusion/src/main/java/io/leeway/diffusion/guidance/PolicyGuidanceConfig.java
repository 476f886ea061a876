package io.leeway.diffusion.guidance;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link PolicyGuidance}. */
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
        GradientScale gradient,

        @Description("How the coefficient changes from step n = 0 to N: 'constant', 'linear' (1 - n/N) or 'cosine'"
                + " (1 - n/N + c·sin(π(n+1)/N)); by default 'cosine' for form 'published', else 'constant'")
        @Nullable
        ScheduleShape schedule,

        @PositiveOrZero @Description("c of the cosine schedule, by default 0.3") @Nullable
        Double cosineCoefficient,

        @Default("0") @PositiveOrZero @Description("Steps at the beginning that are not guided")
        int delay,

        @Default("none")
        @Description("With 'published', form 'published' does what the code of Jackson et al. 2024 does to the last"
                + " digit: 'gradient: unit' adds 1e-8 to every component after the division; a "
                + "trajectory whose gradient"
                + " is zero is left as it is, where that code gives NaN, and so is an action that never varies")
        Compatibility compatibility,

        @Positive @Description(NoiseLimit.DESCRIPTION) @Nullable
        Double sigmaMax) {

    /** The form of a move of actions. */
    public enum Form {
        /** To the mean of the guided distribution. */
        PROXIMAL,
        /** By the gradient times the posterior variance. */
        POSTERIOR,
        /** By the gradient, on the noised trajectory. */
        PUBLISHED
    }

    /** The point at which a gradient is taken. */
    public enum Point {
        /** At the noised trajectory. */
        NOISED,
        /** At the denoised estimate. */
        ESTIMATE
    }

    /** The published code's conventions that are kept. */
    public enum Compatibility {
        /** Nothing more than the form says. */
        NONE,
        /** Everything. */
        PUBLISHED
    }

    /** Checks that the parts go together. */
    public PolicyGuidanceConfig {
        if (form != Form.PUBLISHED && at == Point.NOISED) {
            throw new IllegalArgumentException("at: noised goes with form: published only, since form: " + key(form)
                    + " moves the denoised estimate; leave 'at' out, or choose form: published");
        }
        if (form == Form.PROXIMAL && gradient == GradientScale.UNIT) {
            throw new IllegalArgumentException("gradient: unit does not go with form: proximal, whose step follows"
                    + " from the gradient's length; choose form: posterior or form: published, or gradient: raw");
        }
        if (compatibility == Compatibility.PUBLISHED && form != Form.PUBLISHED) {
            throw new IllegalArgumentException(
                    "compatibility: published goes with form: published only, but the form is " + key(form)
                            + "; choose form: published, or leave 'compatibility' out");
        }
        if (compatibility == Compatibility.PUBLISHED && schedule == ScheduleShape.CONSTANT) {
            throw new IllegalArgumentException(
                    "schedule: constant does not go with compatibility: published, whose coefficient falls; leave"
                            + " 'schedule' out, choose schedule: linear, or leave 'compatibility' out");
        }
        if (compatibility == Compatibility.PUBLISHED && sigmaMax != null) {
            throw new IllegalArgumentException("sigma-max does not go with compatibility: published, whose code guides"
                    + " at every noise level; leave one of them out");
        }
        shape(schedule, form).check(cosineCoefficient);
    }

    /** Returns a configuration with that form and coefficient and defaults for the rest. */
    public static PolicyGuidanceConfig of(Form form, double coefficient) {
        return new PolicyGuidanceConfig(
                coefficient, form, null, GradientScale.RAW, null, null, 0, Compatibility.NONE, null);
    }

    /** Returns this configuration with another largest noise level. */
    public PolicyGuidanceConfig withSigmaMax(@Nullable Double level) {
        return new PolicyGuidanceConfig(
                coefficient, form, at, gradient, schedule, cosineCoefficient, delay, compatibility, level);
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
        return coefficient * shape(schedule, form).at(index, steps, cosineCoefficient);
    }

    private static ScheduleShape shape(@Nullable ScheduleShape given, Form form) {
        ScheduleShape otherwise = form == Form.PUBLISHED ? ScheduleShape.COSINE : ScheduleShape.CONSTANT;
        return given == null ? otherwise : given;
    }
}
