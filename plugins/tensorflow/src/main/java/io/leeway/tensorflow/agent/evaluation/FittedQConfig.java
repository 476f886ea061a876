package io.leeway.tensorflow.agent.evaluation;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.tensorflow.agent.update.AgentConfig;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The configuration of {@link FittedQ}.
 *
 * @param network the keys that every agent has
 */
public record FittedQConfig(
        @Default("10000") @Min(1) @Description("How often each network is updated")
        int updates,

        @Default("10")
        @Min(2)
        @Max(200)
        @Description("How many networks there are, each for a sample of the episodes with replacement")
        int replicates,

        @Inline AgentConfig network) {}
