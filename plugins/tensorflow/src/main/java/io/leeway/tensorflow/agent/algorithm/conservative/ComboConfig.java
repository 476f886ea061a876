package io.leeway.tensorflow.agent.algorithm.conservative;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.tensorflow.agent.update.AgentConfig;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * The configuration of {@link Combo}.
 *
 * @param agent the keys that every agent has
 */
public record ComboConfig(
        @Default("0.5")
        @PositiveOrZero
        @Description("Weight of what holds values in rollouts down; the paper chooses among 0.5, 1 and 5")
        double conservatism,

        @Default("10")
        @Min(1)
        @Max(100)
        @Description(
                "How many actions stand for all: so many drawn evenly, of the actor, and of the actor one step later")
        int drawnActions,

        @Default("0.0001") @Positive @Description("Learning rate of the actor and of the temperature")
        double actorLearningRate,

        @Inline AgentConfig agent) {}
