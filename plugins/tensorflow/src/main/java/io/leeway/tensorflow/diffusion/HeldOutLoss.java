package io.leeway.tensorflow.diffusion;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Windows;

/** The training loss on windows that were held out, with noise that depends on the window alone. */
final class HeldOutLoss {
    private static final int CHUNK = 256;

    private final EdmUnetConfig config;
    private final Normalizer normalizer;
    private final RandomSource random;
    private final int size;

    HeldOutLoss(EdmUnetConfig config, Normalizer normalizer, RandomSource random) {
        this.config = config;
        this.normalizer = normalizer;
        this.random = random;
        size = config.horizon() * normalizer.layout().width();
    }

    /** What estimates clean trajectories. */
    @FunctionalInterface
    interface Estimator {
        /** Estimates {@code count} trajectories. */
        void estimate(float[] noised, float[] sigma, int count, float[] estimate);
    }

    /** Returns the mean over all windows. */
    double measure(Windows windows, Estimator estimator) {
        double sum = 0;
        for (int from = 0; from < windows.count(); from += CHUNK) {
            sum += sum(windows, from, Math.min(CHUNK, windows.count() - from), estimator);
        }
        return sum / windows.count();
    }

    private double sum(Windows windows, int from, int count, Estimator estimator) {
        float[] clean = new float[count * size];
        for (int i = 0; i < count; i++) {
            windows.gather(from + i, clean, i * size);
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
        estimator.estimate(noised, sigma, count, estimate);
        double sum = 0;
        for (int j = 0; j < clean.length; j++) {
            double error = estimate[j] - clean[j];
            sum += Preconditioning.weight(sigma[j / size]) * error * error / size;
        }
        return sum;
    }
}
