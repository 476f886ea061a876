package io.leeway.diffusion.experience.model;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of {@link WorldModelExperience}. The defaults are those of MOPO's released code
 * (github.com/tianheyu927/mopo, {@code examples/config/d4rl}): 50,000 rollouts every 1,000 updates, kept for 5, with
 * 0.05 of real rows, and what most of its tasks take: rollouts of 5 steps (8 tasks of 12; 1 in the others) and a
 * coefficient of 1 (7 of 12; from 0.5 to 5 in the others). Those of {@code morel} are of Unifloral's
 * (github.com/EmptyJackson/unifloral, {@code algorithms/morel.py}), whose rows are real in 0.01; with {@code combo}
 * that is 0.5.
 */
public record WorldModelConfig(
        @Default("5") @Min(1) @Max(10_000) @Description("Steps of a rollout; fewer where it terminates or is cut")
        int horizon,

        @Default("50000") @Min(1) @Description("Rollouts made at each refresh, each from a state of the data")
        int rollouts,

        @Default("1000")
        @PositiveOrZero
        @Description("Agent updates between refreshes; 0 makes one set, by random actions, and keeps it")
        long refresh,

        @Default("5") @Min(1) @Description("How many refreshes a rollout is kept for")
        int retained,

        @Default("0.05")
        @DecimalMin("0")
        @DecimalMax("1")
        @Description(
                "Part of each batch that is real: 0.05 as published for MOPO; 0.01 is Unifloral's for MOReL, and 0.5"
                        + " or 0.8 for COMBO")
        double realFraction,

        @Default("false")
        @Description("Whether a step is the mean of the model's member that was drawn for it, and terminates where that"
                + " is likelier than not, in place of draws")
        boolean deterministic,

        @Default("none")
        @Description("What keeps the agent to what the model knows: 'none'; 'mopo' lowers rewards by how unsure the"
                + " model is (Yu et al. 2020); 'morel' ends a rollout with a very low reward where the model's members"
                + " disagree (Kidambi et al. 2020)")
        PenaltyKind penalty,

        @PositiveOrZero
        @Description("With penalty: mopo, how much of the members' largest standard deviation (its length over the next"
                + " observation and the reward, in data units) is taken from the reward; by default 1. MOPO takes"
                + " from 0.5 to 5 by the task")
        @Nullable
        Double coefficient,

        @Positive
        @Description("With penalty: morel, from which distance between two members' next observations on a step counts"
                + " as unknown, as a share of the largest distance over the data; by default 1")
        @Nullable
        Double threshold,

        @NegativeOrZero
        @Description(
                "With penalty: morel, what is added to the least reward of the data for an unknown step; by default"
                        + " -200. Where rewards are as small as a sparse maze's of 0 and 1, that is nearly all of the"
                        + " critics' loss: choose one nearer to 0")
        @Nullable
        Double offset) {

    /** The penalties for what the model does not know. */
    public enum PenaltyKind {
        /** None. */
        NONE,
        /** By the largest standard deviation. */
        MOPO,
        /** By the end of the rollout. */
        MOREL
    }

    /** Checks that every key belongs to the penalty. */
    public WorldModelConfig {
        if (coefficient != null && penalty != PenaltyKind.MOPO) {
            throw new IllegalArgumentException(
                    "coefficient goes with penalty: mopo only; leave it out, or choose that");
        }
        if ((threshold != null || offset != null) && penalty != PenaltyKind.MOREL) {
            throw new IllegalArgumentException((threshold != null ? "threshold" : "offset")
                    + " goes with penalty: morel only; leave it out, or choose that");
        }
    }
}
