package io.leeway.maze2d;

/** Mazes with D4RL's physics. */
final class Mazes {
    private Mazes() {}

    static Maze2dEnvironments of(MazeLayout layout, MazeReward reward) {
        return new Maze2dEnvironments(Maze2dConfig.d4rl(layout, reward));
    }
}
