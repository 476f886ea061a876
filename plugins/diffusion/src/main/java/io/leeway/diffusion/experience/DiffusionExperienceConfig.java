package io.leeway.diffusion.experience;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.diffusion.Guidance;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

/** The configuration of {@link DiffusionExperience}; the defaults are those of Jackson et al. 2024. */
public record DiffusionExperienceConfig(
        @Default("8192") @Min(1) @Description("Synthetic trajectories of a set, made in every 'refresh' updates")
        int trajectories,

        @Default("10000")
        @PositiveOrZero
        @Description("Agent updates in which a whole set is made anew; 0 makes one unguided set and keeps it")
        long refresh,

        @Default("1")
        @Min(1)
        @Description("The parts in which a set is made anew: 1 regenerates periodically, the whole set at once; more"
                + " regenerate continuously, a part every refresh / portions updates in place of the oldest"
                + " (Jackson et al. 2024, figure 4). The mean age of what is drawn is the same, half of"
                + " 'refresh'")
        int portions,

        @Default("1")
        @Min(1)
        @Description("How many sets are kept: a batch draws evenly from all of them, and the oldest leaves first")
        int retained,

        @Default("unguided")
        @Description(
                "What batches hold before the first guided set: an unguided set, or the dataset alone (real), of which"
                        + " they consist until then")
        First first,

        @Default("false")
        @Description(
                "Whether trajectories are made in the background while the agent goes on learning from those before:"
                        + " what comes at a refresh was asked for at the one before, and guided by the policy as it was"
                        + " then. Which policy that is never depends on how fast anything is")
        boolean background,

        @Default("0.0625")
        @DecimalMin("0")
        @DecimalMax("1")
        @Description("Part of each batch that is real: 0.0625 is 16 of 256")
        double realFraction,

        @Default("{type: none}")
        @Description("The scheme that guides the synthetic trajectories after the first refresh")
        Configured<Guidance> guidance) {

    /** What batches hold while there is no trained policy to guide by. */
    public enum First {
        /** Unguided trajectories. */
        UNGUIDED,
        /** The dataset's transitions. */
        REAL
    }

    /** Checks that every key takes effect. */
    public DiffusionExperienceConfig {
        if (refresh == 0 && !guidance.type().equals("none")) {
            throw new IllegalArgumentException("guidance takes effect from the second refresh on, but refresh: 0 makes"
                    + " only one dataset; choose a refresh above 0, or guidance: {type: none}");
        }
        if (refresh == 0) {
            String lost = portions > 1
                    ? "portions: " + portions
                    : retained > 1
                            ? "retained: " + retained
                            : first == First.REAL ? "first: real" : background ? "background: true" : "";
            if (!lost.isEmpty()) {
                throw new IllegalArgumentException(lost + " takes effect from the second refresh on, but refresh: 0"
                        + " makes only one dataset; choose a refresh above 0, or leave it out");
            }
        }
        if (refresh % portions != 0 || trajectories % portions != 0) {
            throw new IllegalArgumentException("portions: " + portions + " must divide both refresh: " + refresh
                    + " and trajectories: " + trajectories + ", so that every part is as large and as old as any"
                    + " other; choose for example portions: " + divisor(refresh, trajectories, portions));
        }
    }

    private static long divisor(long refresh, long trajectories, long most) {
        long found = most;
        while (refresh % found != 0 || trajectories % found != 0) {
            found--;
        }
        return found;
    }

    /** Returns a configuration of these keys, with the defaults of the others. */
    public static DiffusionExperienceConfig of(
            int trajectories, long refresh, double realFraction, Configured<Guidance> guidance) {
        return new DiffusionExperienceConfig(
                trajectories, refresh, 1, 1, First.UNGUIDED, false, realFraction, guidance);
    }

    /** Returns the updates between two refreshes. */
    long every() {
        return refresh / portions;
    }

    /** Returns whether a refresh makes all that batches are drawn from, there and then. */
    boolean plain() {
        return portions == 1 && retained == 1 && !background;
    }
}
