package io.leeway.datasets.d4rl;

/** The steps that a file's {@code timeouts} mark. */
public enum TimeoutsMeaning {
    /** Waypoints in files that look like Maze2d's, time limits in others. */
    AUTO,
    /** Time limits: the next row begins with a reset. */
    TIME_LIMITS,
    /** Reached waypoints, after which the simulation went on: D4RL's maze2d files. */
    WAYPOINTS
}
