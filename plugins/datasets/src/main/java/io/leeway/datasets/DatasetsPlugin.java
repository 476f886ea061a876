package io.leeway.datasets;

import io.leeway.datasets.behaviour.CheckpointBehaviour;
import io.leeway.datasets.behaviour.CheckpointConfig;
import io.leeway.datasets.behaviour.MixtureBehaviour;
import io.leeway.datasets.behaviour.MixtureConfig;
import io.leeway.datasets.behaviour.NoisyBehaviour;
import io.leeway.datasets.behaviour.NoisyConfig;
import io.leeway.datasets.behaviour.RandomBehaviour;
import io.leeway.datasets.behaviour.RandomConfig;
import io.leeway.datasets.collect.CollectConfig;
import io.leeway.datasets.collect.CollectSource;
import io.leeway.datasets.d4rl.D4rlBenchmark;
import io.leeway.datasets.d4rl.D4rlBenchmarkConfig;
import io.leeway.datasets.d4rl.D4rlFormat;
import io.leeway.datasets.d4rl.D4rlFormatConfig;
import io.leeway.datasets.d4rl.D4rlHdf5Config;
import io.leeway.datasets.d4rl.D4rlHdf5Source;
import io.leeway.datasets.minari.MinariConfig;
import io.leeway.datasets.minari.MinariFormat;
import io.leeway.datasets.minari.MinariSource;
import io.leeway.datasets.minari.MinariSourceConfig;
import io.leeway.datasets.parquet.ParquetConfig;
import io.leeway.datasets.parquet.ParquetFormat;
import io.leeway.datasets.parquet.ParquetSource;
import io.leeway.datasets.parquet.ParquetSourceConfig;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.environment.Behaviour;
import java.util.List;

/** The plugin of dataset sources, formats and behaviours. */
public final class DatasetsPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(
                        DatasetSource.class,
                        "collect",
                        "Plays in an environment and records what happens",
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
                        DatasetSource.class,
                        "minari",
                        "Reads a Minari dataset, by its folder or its id",
                        MinariSourceConfig.class,
                        MinariSource.class),
                Component.of(
                        DatasetFormat.class,
                        "minari",
                        "Minari's layout: a folder with typed observations and actions in parts, infos and seeds",
                        MinariConfig.class,
                        MinariFormat.class),
                Component.of(
                        DatasetSource.class,
                        "parquet",
                        "Reads Parquet files with a row a step, by their folder or one by its name",
                        ParquetSourceConfig.class,
                        ParquetSource.class),
                Component.of(
                        DatasetFormat.class,
                        "parquet",
                        "Parquet files with a row a step, as pandas, Polars and Spark read and write them",
                        ParquetConfig.class,
                        ParquetFormat.class),
                Component.of(
                        Behaviour.class,
                        "random",
                        "Acts uniformly at random within the action bounds, or among the choices",
                        RandomConfig.class,
                        RandomBehaviour.class),
                Component.of(
                        Behaviour.class,
                        "noisy",
                        "Disturbs the actions of another behaviour",
                        NoisyConfig.class,
                        NoisyBehaviour.class),
                Component.of(
                        Behaviour.class,
                        "mixture",
                        "Draws one of several behaviours for each episode",
                        MixtureConfig.class,
                        MixtureBehaviour.class),
                Component.of(
                        Behaviour.class,
                        "checkpoint",
                        "Plays the trained agent of a run",
                        CheckpointConfig.class,
                        CheckpointBehaviour.class));
    }
}
