package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazePhysics;
import io.leeway.maze2d.maze.MazeReward;

/**
 * The goal that the ball is rewarded for.
 *
 * @param cell the goal's cell, whose indices are its position
 * @param kind how nearness is rewarded
 */
record MazeGoal(MazeLayout.Cell cell, MazeReward kind) {
    /** How near counts, in cells. */
    static final double RADIUS = 0.5;

    /** Returns whether a position counts as the goal. */
    boolean reached(double x, double y) {
        double aside = x - cell.x();
        double along = y - cell.y();
        return Math.sqrt(aside * aside + along * along) <= RADIUS;
    }

    /**
     * Rewards every row.
     *
     * @param states count × 4
     * @param rewards receives count values
     */
    void reward(double[] states, int count, double[] rewards) {
        double goalX = cell.x();
        double goalY = cell.y();
        boolean dense = kind == MazeReward.DENSE;
        for (int row = 0; row < count; row++) {
            double x = states[row * MazePhysics.STATE_SIZE] - goalX;
            double y = states[row * MazePhysics.STATE_SIZE + 1] - goalY;
            double distance = Math.sqrt(x * x + y * y);
            rewards[row] = dense ? Math.exp(-distance) : distance <= RADIUS ? 1 : 0;
        }
    }

    /** Returns the reward of a position. */
    double reward(double x, double y) {
        double[] reward = new double[1];
        reward(new double[] {x, y, 0, 0}, 1, reward);
        return reward[0];
    }
}
