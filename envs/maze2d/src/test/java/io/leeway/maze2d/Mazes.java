package io.leeway.maze2d;

/** Mazes with D4RL's physics. */
final class Mazes {
    private Mazes() {}

    static Maze2dEnvironments of(MazeLayout layout, MazeReward reward) {
        return new Maze2dEnvironments(new Maze2dConfig(layout, reward, 0.002, 2.0 / 3.0));
    }
}
