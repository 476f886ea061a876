package io.leeway.tensorflow.diffusion;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.WindowReturns;
import io.leeway.tensorflow.diffusion.network.EdmConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The training loss on windows that were held out, with noise that depends on the window alone, as a whole and by noise
 * level.
 */
final class HeldOutLoss {
    private static final int CHUNK = 256;

    /** Where bands of noise levels end; the names say so. */
    private static final double[] BOUNDS = {0.1, 0.5, 2, Double.POSITIVE_INFINITY};

    private static final String[] BANDS = {"below_0_1", "0_1_to_0_5", "0_5_to_2", "above_2"};

    private final EdmConfig config;
    private final Normalizer normalizer;
    private final @Nullable WindowReturns returns;
    private final RandomSource random;
    private final double[] sums = new double[BANDS.length];
    private final int[] counts = new int[BANDS.length];

    /**
     * Prepares to measure once.
     *
     * @param returns what standardises the windows' returns, which they are conditioned on; null for no condition
     */
    HeldOutLoss(EdmConfig config, Normalizer normalizer, @Nullable WindowReturns returns, RandomSource random) {
        this.config = config;
        this.normalizer = normalizer;
        this.returns = returns;
        this.random = random;
    }

    /** An estimator of clean trajectories. */
    @FunctionalInterface
    interface Estimator {
        /** Estimates {@code count} trajectories. */
        void estimate(float[] noised, float[] sigma, @Nullable Condition condition, int count, float[] estimate);
    }

    /**
     * Returns the mean over all windows as {@code held_out_loss}, and those of each band of noise levels that has any.
     */
    Map<String, Double> measure(Windows windows, Estimator estimator) {
        for (int from = 0; from < windows.count(); from += CHUNK) {
            add(windows, from, Math.min(CHUNK, windows.count() - from), estimator);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        double sum = 0;
        for (int band = 0; band < BANDS.length; band++) {
            sum += sums[band];
            if (counts[band] > 0) {
                figures.put("held_out_loss_sigma_" + BANDS[band], sums[band] / counts[band]);
            }
        }
        figures.put("held_out_loss", sum / windows.count());
        return figures;
    }

    private void add(Windows windows, int from, int count, Estimator estimator) {
        int size = windows.horizon() * windows.layout().width();
        float[] clean = new float[count * size];
        float[] condition = new float[count];
        for (int i = 0; i < count; i++) {
            windows.gather(from + i, clean, i * size);
            if (returns != null) {
                condition[i] = returns.condition(Returns.of(clean, i * size, windows.horizon(), windows.layout()));
            }
        }
        normalizer.normalize(clean);
        float[] noised = new float[clean.length];
        float[] sigma = new float[count];
        for (int i = 0; i < count; i++) {
            RandomSource stream = random.split(from + i);
            sigma[i] = (float) Math.exp(config.sigmaMean() + config.sigmaDeviation() * stream.nextGaussian());
            for (int j = i * size; j < (i + 1) * size; j++) {
                noised[j] = (float) (clean[j] + sigma[i] * stream.nextGaussian());
            }
        }
        float[] estimate = new float[clean.length];
        estimator.estimate(noised, sigma, returns == null ? null : new Condition(1, condition), count, estimate);
        for (int i = 0; i < count; i++) {
            double squares = 0;
            for (int j = i * size; j < (i + 1) * size; j++) {
                double error = estimate[j] - clean[j];
                squares += error * error;
            }
            int band = band(sigma[i]);
            sums[band] += Preconditioning.weight(sigma[i]) * squares / size;
            counts[band]++;
        }
    }

    private static int band(double sigma) {
        int band = 0;
        while (sigma >= BOUNDS[band]) {
            band++;
        }
        return band;
    }
}
