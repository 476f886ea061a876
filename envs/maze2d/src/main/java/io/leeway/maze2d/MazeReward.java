package io.leeway.maze2d;

/** How the ball's nearness to the goal, after a step, is rewarded. */
enum MazeReward {
    /** 1 within {@link MazeGoal#RADIUS} of the goal, else 0. */
    SPARSE,
    /** exp(−distance). */
    DENSE
}
