package io.leeway.datasets.d4rl;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The configuration of {@link D4rlFormat}. */
public record D4rlFormatConfig(
        @Default("4")
        @Description("How hard arrays are compressed: 0 for not at all, 1 for fast, 9 for small.")
        @Min(0)
        @Max(9)
        int compression,

        @Default("auto")
        @Description(
                "What 'timeouts' mark in a file that is read: time-limits, or waypoints as in D4RL's maze2d files.")
        TimeoutsMeaning timeouts,

        @Default("0")
        @Description(
                "After how many steps an episode ends at the latest; 0 for the time limit of the task that the file is"
                        + " named after, where it has neither timeouts nor next_observations.")
        @Min(0)
        int episodeSteps) {}
