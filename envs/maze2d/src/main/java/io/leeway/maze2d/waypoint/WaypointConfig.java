package io.leeway.maze2d.waypoint;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.PositiveOrZero;

/** The configuration of {@link WaypointBehaviour}. */
public record WaypointConfig(
        @Default("0")
        @Description(
                "The standard deviation of Gaussian noise on actions: 0 as in D4RL's published data, 0.5 in its noisy"
                        + " variant.")
        @PositiveOrZero
        double noise,

        @Default("10") @Description("The push for each cell of distance from the waypoint.") @PositiveOrZero
        double proportionalGain,

        @Default("-1") @Description("The push for each unit of speed; negative brakes.") @DecimalMax("0")
        double derivativeGain,

        @Default("0.1")
        @Description("The distance at which a waypoint is reached, in cells.")
        @PositiveOrZero
        @DecimalMax("0.5")
        double threshold,

        @Default("0.2")
        @Description("The most by which a waypoint on the way is shifted, in cells.")
        @PositiveOrZero
        @DecimalMax("0.4")
        double shift) {

    /** Returns the configuration of D4RL's published data. */
    public static WaypointConfig d4rl() {
        return new WaypointConfig(0, 10, -1, 0.1, 0.2);
    }
}
