package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.environment.EnvironmentsContract;

final class Maze2dContractTest extends EnvironmentsContract {
    @Override
    protected Environments environments() {
        return Mazes.of(MazeLayout.UMAZE, MazeReward.DENSE);
    }
}
