package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.tensorflow.agent.update.AgentConfig;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * The configuration of {@link Rebrac}; defaults are those of CORL's rebrac.py, which its files for each dataset change.
 *
 * @param agent the keys that every agent has
 */
public record RebracConfig(
        @Default("1")
        @PositiveOrZero
        @Description("Weight of the actor's squared distance to the data's actions, where the mean value is of size 1")
        double actorImitation,

        @Default("1")
        @PositiveOrZero
        @Description("Weight of the next action's squared distance to the data's, taken from the critics' targets")
        double criticImitation,

        @Default("0.2") @PositiveOrZero @Description("Standard deviation of the noise on the target actor's actions")
        double policyNoise,

        @Default("0.5") @PositiveOrZero @Description("Bound of the noise on the target actor's actions")
        double noiseClip,

        @Default("2")
        @Min(1)
        @Max(16)
        @Description(
                "Critic updates in one update, each with transitions of its own; the actor has one, after the first")
        int criticUpdates,

        @Default("true") @Description("Whether critics normalise the values of their hidden layers")
        boolean layerNorm,

        @Inline
        @Default("{hidden: [256, 256, 256], learning-rate: 0.001, adam-epsilon: 0.00000001, batch: 1024,"
                + " normalize-observations: false}")
        AgentConfig agent) {}
