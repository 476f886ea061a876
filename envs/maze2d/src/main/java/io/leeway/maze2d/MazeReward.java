package io.leeway.maze2d;

/** How the ball's distance from the goal, after a step, is rewarded. */
enum MazeReward {
    /** 1 within {@link #GOAL_RADIUS} of the goal, else 0. */
    SPARSE,
    /** exp(−distance). */
    DENSE;

    /** How near to the goal counts, in the maze's units. */
    static final double GOAL_RADIUS = 0.5;

    /** Returns the reward at a distance from the goal. */
    double at(double distance) {
        if (this == DENSE) {
            return Math.exp(-distance);
        }
        return distance <= GOAL_RADIUS ? 1 : 0;
    }
}
