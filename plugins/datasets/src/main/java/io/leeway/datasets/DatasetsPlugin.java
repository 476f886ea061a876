package io.leeway.datasets;

import io.leeway.datasets.d4rl.D4rlBenchmark;
import io.leeway.datasets.d4rl.D4rlBenchmarkConfig;
import io.leeway.datasets.d4rl.D4rlFormat;
import io.leeway.datasets.d4rl.D4rlFormatConfig;
import io.leeway.datasets.d4rl.D4rlHdf5Config;
import io.leeway.datasets.d4rl.D4rlHdf5Source;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.environment.Behaviour;
import java.util.List;

/** Offers ways to come by a dataset. */
public final class DatasetsPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(
                        DatasetSource.class,
                        "collect",
                        "Plays in the experiment's environment and records what happens",
                        CollectConfig.class,
                        CollectSource.class),
                Component.of(
                        DatasetSource.class,
                        "d4rl-hdf5",
                        "Reads a file in D4RL's HDF5 layout",
                        D4rlHdf5Config.class,
                        D4rlHdf5Source.class),
                Component.of(
                        DatasetFormat.class,
                        "d4rl-hdf5",
                        "D4RL's layout: one HDF5 file with flat arrays",
                        D4rlFormatConfig.class,
                        D4rlFormat.class),
                Component.of(
                        Benchmark.class,
                        "dataset",
                        "Reads a dataset's file and cuts it into windows, beside h5py where a Python is given",
                        D4rlBenchmarkConfig.class,
                        D4rlBenchmark.class),
                Component.of(
                        Behaviour.class,
                        "random",
                        "Acts uniformly at random within the action bounds, in any environment with flat actions",
                        RandomConfig.class,
                        RandomBehaviour.class));
    }
}
