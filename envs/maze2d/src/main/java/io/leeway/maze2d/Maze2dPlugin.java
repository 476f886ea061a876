package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.maze2d.waypoint.WaypointBehaviour;
import io.leeway.maze2d.waypoint.WaypointConfig;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Component;
import io.leeway.spi.EnvironmentId;
import io.leeway.spi.Plugin;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The plugin of D4RL's maze2d: the environment, the controller that collects its data, and its benchmark. */
public final class Maze2dPlugin implements Plugin {
    private static final String NAME = "maze2d";

    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(
                        Environments.class,
                        NAME,
                        "D4RL's maze2d-v1: push a ball through a maze to a goal",
                        Maze2dConfig.class,
                        Maze2dEnvironments.class),
                Component.of(
                        Behaviour.class,
                        "waypoint",
                        "D4RL's collector for maze2d: steers from waypoint to waypoint towards random cells",
                        WaypointConfig.class,
                        WaypointBehaviour.class),
                Component.of(
                        Benchmark.class,
                        NAME,
                        "Environment steps a second on one core",
                        Maze2dBenchmarkConfig.class,
                        Maze2dBenchmark.class));
    }

    /** {@inheritDoc} One a maze and reward. */
    @Override
    public List<EnvironmentId> environmentIds() {
        List<EnvironmentId> ids = new ArrayList<>();
        for (MazeLayout layout : MazeLayout.values()) {
            for (MazeReward reward : MazeReward.values()) {
                ids.add(new EnvironmentId(
                        Maze2dEnvironments.id(layout, reward),
                        NAME,
                        Map.of("layout", layout.label(), "reward", reward.label()),
                        "D4RL's maze " + layout.label() + " with the " + reward.label() + " reward",
                        layout.horizon()));
            }
        }
        return ids;
    }
}
