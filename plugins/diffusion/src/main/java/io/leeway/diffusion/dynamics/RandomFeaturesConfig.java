package io.leeway.diffusion.dynamics;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

/** The configuration of {@link RandomFeatures}. */
public record RandomFeaturesConfig(
        @Default("5") @Min(1) @Description("Members, each with features and draws of its own; an update fits one")
        int members,

        @Default("96") @Min(0) @Description("Random features of a member, beside the columns themselves")
        int features,

        @Default("8192")
        @Min(1)
        @Description("Transitions that a member is fitted to, drawn with replacement; no more than there are")
        int draws,

        @Default("0.0001") @Positive @Description("The weight of the squared weights, for each transition")
        double ridge) {}
