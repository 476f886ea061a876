package io.leeway.runtime.run;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Positive;

/** How agents are evaluated: a quota of episodes, each with a seed of its own. */
public record EvaluationConfig(
        @Description("Episodes an evaluation, the same ones for every agent of a seed") @Default("100") @Positive
        int episodes,

        @Description("Updates between evaluations; the last update is always followed by one")
        @Default("1000")
        @Positive
        int every) {}
