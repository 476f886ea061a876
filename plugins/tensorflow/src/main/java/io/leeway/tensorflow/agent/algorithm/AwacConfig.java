package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.tensorflow.agent.update.AgentConfig;
import jakarta.validation.constraints.Positive;

/**
 * The configuration of {@link Awac}.
 *
 * @param agent the keys that every agent has
 */
public record AwacConfig(
        @Default("1") @Positive @Description("What an advantage is divided by in its weight's exponent")
        double temperature,

        @Default("100") @Positive @Description("The most that an advantage weighs")
        double largestWeight,

        @Inline AgentConfig agent) {}
