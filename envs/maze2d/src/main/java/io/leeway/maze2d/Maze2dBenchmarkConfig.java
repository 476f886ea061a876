package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The configuration of {@link Maze2dBenchmark}. */
record Maze2dBenchmarkConfig(
        @Default("umaze") @Description("The maze: umaze, medium or large.")
        MazeLayout layout,

        @Default("1024") @Description("How many environments are stepped in one call.") @Min(1) @Max(1_000_000)
        int environments,

        @Default("5") @Description("How long to measure, in seconds.") @DecimalMin("0.1") @DecimalMax("300")
        double seconds) {}
