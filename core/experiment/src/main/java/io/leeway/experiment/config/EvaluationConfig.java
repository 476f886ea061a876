package io.leeway.experiment.config;

import io.leeway.environment.evaluation.Quota;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Incidental;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/** The configuration of evaluations: a quota of episodes, each with a seed of its own. */
public record EvaluationConfig(
        @Description("Episodes an evaluation, the same ones for every agent of a seed") @Default("100") @Positive
        int episodes,

        @Description("Updates between evaluations; the last update is always followed by one")
        @Default("1000")
        @Positive
        int every,

        @Description("Environments that are stepped together at most") @Default("256") @Positive @Max(65_536)
        int atOnce,

        @Description(
                "How often the running episodes of an evaluation are played again after the environment failed, hung or"
                        + " was lost")
        @Default("3")
        @PositiveOrZero
        @Max(1000)
        @Incidental
        int retries) {
    /** Returns how much is played. */
    public Quota quota() {
        return new Quota(episodes, atOnce, retries);
    }
}
