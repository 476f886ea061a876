package io.leeway.experiment.trained;

import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Windows;

/** The windows of the data that begin nearest to where some trajectories begin. */
public final class NearestWindows {
    private final Windows windows;
    private final int columns;
    private final double[] deviations;

    /** Measures how far the windows' beginnings are apart: each column counts in units of its standard deviation. */
    public NearestWindows(Windows windows) {
        this.windows = windows;
        columns = windows.layout().observationSize();
        deviations = new double[columns];
        for (int column = 0; column < columns; column++) {
            double mean = 0;
            double squares = 0;
            for (int window = 0; window < windows.count(); window++) {
                double value = first(window, column);
                double delta = value - mean;
                mean += delta / (window + 1);
                squares += delta * (value - mean);
            }
            deviations[column] = squares > 0 ? Math.sqrt(squares / windows.count()) : 1;
        }
    }

    private double first(int window, int column) {
        Dataset dataset = windows.dataset();
        int episode = windows.episode(window);
        int row = dataset.firstStep(episode) + windows.start(window) + episode;
        return dataset.observations()[row * columns + column];
    }

    /** Returns one window for each trajectory. */
    public Trajectories to(Trajectories trajectories) {
        int[] nearest = new int[trajectories.count()];
        for (int i = 0; i < nearest.length; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int window = 0; window < windows.count(); window++) {
                double distance = 0;
                for (int column = 0; column < columns && distance < least; column++) {
                    double apart = (trajectories.get(i, 0, column) - first(window, column)) / deviations[column];
                    distance += apart * apart;
                }
                if (distance < least) {
                    least = distance;
                    nearest[i] = window;
                }
            }
        }
        return windows.gather(nearest);
    }
}
