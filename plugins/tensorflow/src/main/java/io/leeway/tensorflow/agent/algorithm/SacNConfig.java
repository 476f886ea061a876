package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.tensorflow.agent.update.AgentConfig;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The configuration of {@link SacN}.
 *
 * @param agent the keys that every agent has
 */
public record SacNConfig(
        @Default("10") @Min(2) @Max(500) @Description("How many critics there are: the more, the more careful")
        int critics,

        @Inline AgentConfig agent) {}
