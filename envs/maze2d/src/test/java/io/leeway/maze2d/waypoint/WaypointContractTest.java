package io.leeway.maze2d.waypoint;

import io.leeway.maze2d.Mazes;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.environment.BehaviourContract;

final class WaypointContractTest extends BehaviourContract {
    @Override
    protected Behaviour behaviour() {
        return new WaypointBehaviour(new WaypointConfig(0.5, 10, -1, 0.1, 0.2));
    }

    @Override
    protected String name() {
        return "waypoint";
    }

    @Override
    protected Environments environments() {
        return Mazes.of(MazeLayout.MEDIUM, MazeReward.SPARSE);
    }
}
