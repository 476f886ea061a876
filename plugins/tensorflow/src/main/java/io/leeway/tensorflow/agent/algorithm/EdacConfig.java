package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.tensorflow.agent.update.AgentConfig;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * The configuration of {@link Edac}.
 *
 * @param agent the keys that every agent has
 */
public record EdacConfig(
        @Default("10") @Min(2) @Max(500) @Description("How many critics there are")
        int critics,

        @Default("1") @PositiveOrZero @Description("Weight of what keeps the critics' gradients by action apart")
        double diversity,

        @Inline AgentConfig agent) {}
