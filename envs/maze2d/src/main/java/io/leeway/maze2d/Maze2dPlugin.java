package io.leeway.maze2d;

import io.leeway.spi.Benchmark;
import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import java.util.List;

/** Offers D4RL's maze2d: the environment, the controller that collects its data, and its benchmark. */
public final class Maze2dPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(
                        Environments.class,
                        "maze2d",
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
                        "maze2d",
                        "Environment steps a second on one core",
                        Maze2dBenchmarkConfig.class,
                        Maze2dBenchmark.class));
    }
}
