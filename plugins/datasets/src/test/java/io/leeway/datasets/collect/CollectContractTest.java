package io.leeway.datasets.collect;

import io.leeway.maze2d.Maze2dConfig;
import io.leeway.maze2d.Maze2dEnvironments;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.maze2d.waypoint.WaypointBehaviour;
import io.leeway.maze2d.waypoint.WaypointConfig;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.DatasetSource;
import io.leeway.testkit.data.DatasetSourceContract;

final class CollectContractTest extends DatasetSourceContract {
    @Override
    protected DatasetSource source(RandomSource random) {
        OneBehaviour waypoint = new OneBehaviour(new WaypointBehaviour(WaypointConfig.d4rl()));
        return new CollectSource(
                waypoint.config("waypoint", WaypointConfig.d4rl(), 2000, 7),
                new Maze2dEnvironments(Maze2dConfig.d4rl(MazeLayout.UMAZE, MazeReward.SPARSE)),
                waypoint,
                random,
                Progress.NONE);
    }
}
