package io.leeway.trackers;

import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.Tracker;
import io.leeway.trackers.csv.CsvConfig;
import io.leeway.trackers.csv.CsvTracker;
import io.leeway.trackers.mlflow.MlflowConfig;
import io.leeway.trackers.mlflow.MlflowTracker;
import io.leeway.trackers.tensorboard.TensorboardConfig;
import io.leeway.trackers.tensorboard.TensorboardTracker;
import java.util.List;

/** The plugin of trackers. */
public final class TrackersPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(
                        Tracker.class,
                        "csv",
                        "Writes one CSV file a series, a row for each moment and a column for each metric",
                        CsvConfig.class,
                        CsvTracker.class),
                Component.of(
                        Tracker.class,
                        "tensorboard",
                        "Writes TensorBoard's event files: scalars, histograms of returns, pictures of the maze",
                        TensorboardConfig.class,
                        TensorboardTracker.class),
                Component.of(
                        Tracker.class,
                        "mlflow",
                        "Sends parameters, metrics, pictures and files to an MLflow server, a nested run for each seed",
                        MlflowConfig.class,
                        MlflowTracker.class));
    }
}
