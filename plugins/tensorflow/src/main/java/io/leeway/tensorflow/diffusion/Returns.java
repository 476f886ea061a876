package io.leeway.tensorflow.diffusion;

import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.WindowReturns;
import io.leeway.tensorflow.graph.Checkpoint;
import java.util.Arrays;
import java.util.Optional;

/** The returns of windows, measured and kept. */
public final class Returns {
    private static final int QUANTILES = 101;
    private static final String MOMENTS = "return_mean_and_standard_deviation";
    private static final String QUANTILE_ARRAY = "return_quantiles";

    private Returns() {}

    /** Returns the sum of a window's rewards, in data units. */
    static double of(float[] rows, int offset, int horizon, TrajectoryLayout layout) {
        double sum = 0;
        for (int row = 0; row < horizon; row++) {
            sum += rows[offset + row * layout.width() + layout.rewardColumn()];
        }
        return sum;
    }

    /** Measures the returns of all windows. */
    static WindowReturns measure(Windows windows) {
        float[] rows = new float[windows.horizon() * windows.layout().width()];
        double[] returns = new double[windows.count()];
        for (int i = 0; i < returns.length; i++) {
            windows.gather(i, rows, 0);
            returns[i] = of(rows, 0, windows.horizon(), windows.layout());
        }
        double mean = Arrays.stream(returns).sum() / returns.length;
        double variance = Arrays.stream(returns)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / returns.length;
        Arrays.sort(returns);
        boolean varies = returns[0] < returns[returns.length - 1];
        return new WindowReturns(mean, varies ? Math.sqrt(variance) : 1, quantiles(returns));
    }

    private static float[] quantiles(double... sorted) {
        float[] quantiles = new float[QUANTILES];
        for (int i = 0; i < QUANTILES; i++) {
            double position = (double) i * (sorted.length - 1) / (QUANTILES - 1);
            int below = (int) position;
            int above = Math.min(below + 1, sorted.length - 1);
            quantiles[i] = (float) (sorted[below] + (position - below) * (sorted[above] - sorted[below]));
        }
        return quantiles;
    }

    static void save(WindowReturns returns, Checkpoint checkpoint) {
        checkpoint
                .archive()
                .put(MOMENTS, new double[] {returns.mean(), returns.standardDeviation()})
                .put(QUANTILE_ARRAY, returns.quantiles());
    }

    static Optional<WindowReturns> load(Checkpoint checkpoint) {
        if (!checkpoint.archive().contains(MOMENTS)) {
            return Optional.empty();
        }
        double[] moments = checkpoint.archive().doubles(MOMENTS);
        return Optional.of(
                new WindowReturns(moments[0], moments[1], checkpoint.archive().floats(QUANTILE_ARRAY)));
    }
}
