package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.spi.Benchmark;
import io.leeway.spi.RandomSource;
import io.leeway.testkit.BenchmarkContract;

class Maze2dBenchmarkContractTest extends BenchmarkContract {
    @Override
    protected Benchmark benchmark() {
        return new Maze2dBenchmark(new Maze2dBenchmarkConfig(MazeLayout.UMAZE, 16, 0.1), RandomSource.of(1));
    }
}
