package io.leeway.tensorflow.diffusion;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Windows;

/**
 * What one update learns from: noised windows, as the network is to see them, and what it should answer. The arrays are
 * filled anew for every update.
 */
final class EdmBatch {
    private final EdmUnetConfig config;
    private final Normalizer normalizer;
    private final int size;
    private final float[] inputs;
    private final float[] targets;
    private final float[] noise;

    EdmBatch(EdmUnetConfig config, Normalizer normalizer) {
        this.config = config;
        this.normalizer = normalizer;
        size = config.horizon() * normalizer.layout().width();
        inputs = new float[config.batch() * size];
        targets = new float[inputs.length];
        noise = new float[config.batch()];
    }

    /** Returns batch × horizon × columns, c_in · (y + σn). */
    float[] inputs() {
        return inputs;
    }

    /** Returns batch × horizon × columns, what F should give. */
    float[] targets() {
        return targets;
    }

    /** Returns batch values, c_noise. */
    float[] noise() {
        return noise;
    }

    /** Draws windows with replacement, noise levels and noise. */
    void draw(Windows windows, RandomSource random) {
        for (int i = 0; i < config.batch(); i++) {
            windows.gather(random.nextInt(windows.count()), inputs, i * size);
        }
        normalizer.normalize(inputs);
        random.fillGaussian(targets, 0, targets.length);
        for (int i = 0; i < config.batch(); i++) {
            double sigma = Math.exp(config.sigmaMean() + config.sigmaDeviation() * random.nextGaussian());
            noise[i] = (float) Preconditioning.noise(sigma);
            double scale = Preconditioning.input(sigma);
            for (int j = i * size; j < (i + 1) * size; j++) {
                float clean = inputs[j];
                float normal = targets[j];
                inputs[j] = (float) (scale * (clean + sigma * normal));
                targets[j] = (float) Preconditioning.target(clean, normal, sigma);
            }
        }
    }
}
