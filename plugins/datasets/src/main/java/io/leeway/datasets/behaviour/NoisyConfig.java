package io.leeway.datasets.behaviour;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.environment.Behaviour;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.PositiveOrZero;

/** The configuration of {@link NoisyBehaviour}. */
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
