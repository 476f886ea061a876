package io.leeway.datasets.behaviour;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.environment.Behaviour;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * Whose actions are disturbed, and how much.
 *
 * @param behaviour who chooses the actions
 * @param standardDeviation of the noise that is added to every number of an action, in units of half of its range
 * @param epsilon the chance of a uniform random action in place of the chosen one
 */
public record NoisyConfig(
        @Description("Who chooses the actions.") Configured<Behaviour> behaviour,

        @Default("0.1")
        @Description("The standard deviation of the normal noise on every number of an action, in units of half of its"
                + " range: 0.1 is a twentieth of the way from bound to bound. 0 where actions are choices.")
        @PositiveOrZero
        double standardDeviation,

        @Default("0")
        @Description("The chance of a uniform random action in place of the chosen one, at every step.")
        @PositiveOrZero
        @DecimalMax("1")
        double epsilon) {}
