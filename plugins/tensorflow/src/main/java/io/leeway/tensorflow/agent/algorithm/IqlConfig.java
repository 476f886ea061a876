package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.tensorflow.agent.update.AgentConfig;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * The configuration of {@link Iql}.
 *
 * @param agent the keys that every agent has
 */
public record IqlConfig(
        @Default("0.7")
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        @Description("Which expectile of the data's actions' values stands for a state's value; 0.5 is their mean")
        double expectile,

        @Default("3")
        @PositiveOrZero
        @Description("Inverse temperature of the advantage's weight in imitation; 0 is imitation alone")
        double beta,

        @Default("100") @Positive @Description("The most that an advantage weighs")
        double largestWeight,

        @Inline AgentConfig agent) {}
