package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.tensorflow.agent.update.AgentConfig;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * The configuration of {@link Td3Bc}.
 *
 * @param agent the keys that every agent has
 */
public record Td3BcConfig(
        @Default("2.5")
        @PositiveOrZero
        @Description("Weight of the value against the imitation of the data's actions; 0 is imitation alone")
        double alpha,

        @Default("0.2") @PositiveOrZero @Description("Standard deviation of the noise on the target actor's actions")
        double policyNoise,

        @Default("0.5") @PositiveOrZero @Description("Bound of the noise on the target actor's actions")
        double noiseClip,

        @Default("2") @Min(1) @Max(16) @Description("Critic updates in one update, each with noise of its own")
        int criticUpdates,

        @Inline AgentConfig agent) {}
