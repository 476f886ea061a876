package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;

/** Mazes with D4RL's physics. */
public final class Mazes {
    private Mazes() {}

    public static Maze2dEnvironments of(MazeLayout layout, MazeReward reward) {
        return new Maze2dEnvironments(Maze2dConfig.d4rl(layout, reward));
    }
}
