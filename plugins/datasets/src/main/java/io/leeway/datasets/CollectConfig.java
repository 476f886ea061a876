package io.leeway.datasets;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Incidental;
import io.leeway.spi.environment.Behaviour;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * Who plays, and for how long.
 *
 * @param behaviour who plays
 * @param steps how many steps are recorded in all
 * @param streams how many environments are played in at once
 * @param retries how often the environments may fail in all
 */
public record CollectConfig(
        @Default("{type: waypoint}") @Description("Who plays: waypoint (in maze2d), random, or another behaviour.")
        Configured<Behaviour> behaviour,

        @Default("100000") @Description("How many steps to record in all.") @Min(1)
        int steps,

        @Default("20")
        @Description(
                "How many environments to play in at once; each gives steps / streams steps, in one episode where none terminates.")
        @Min(1)
        int streams,

        @Incidental
        @Default("3")
        @Description(
                "How often the environment may fail, hang or be lost in all; each time, what was played is played again.")
        @PositiveOrZero
        @Max(1000)
        int retries) {

    /** Checks that every stream has a step to make. */
    public CollectConfig {
        if (streams > steps) {
            throw new IllegalArgumentException(
                    "streams is " + streams + ", but must be at most the number of steps, " + steps);
        }
    }
}
