package io.leeway.tensorflow.diffusion;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.WindowReturns;
import io.leeway.tensorflow.diffusion.network.EdmConfig;
import io.leeway.tensorflow.diffusion.network.NoiseEmbedding;
import org.jspecify.annotations.Nullable;

/**
 * A training batch: noised windows, as the network is to see them, and its targets. The arrays are filled anew for
 * every update.
 */
final class EdmBatch {
    private final EdmConfig config;
    private final Normalizer normalizer;
    private final int horizon;
    private final int size;
    private final float[] inputs;
    private final float[] targets;
    private final float[] conditioning;

    EdmBatch(EdmConfig config, int horizon, Normalizer normalizer) {
        this.config = config;
        this.normalizer = normalizer;
        this.horizon = horizon;
        size = horizon * normalizer.layout().width();
        inputs = new float[config.batch() * size];
        targets = new float[inputs.length];
        conditioning = new float[config.batch() * config.condition().inputs()];
    }

    /** Returns batch × horizon × columns, c_in · (y + σn). */
    float[] inputs() {
        return inputs;
    }

    /** Returns batch × horizon × columns, what F should give. */
    float[] targets() {
        return targets;
    }

    /** Returns batch × values, c_noise and the condition, as {@link NoiseEmbedding} takes them. */
    float[] conditioning() {
        return conditioning;
    }

    /**
     * Draws windows with replacement, noise levels, noise and which conditions are left out.
     *
     * @param returns what standardises the condition, or null where there is none
     */
    void draw(Windows windows, @Nullable WindowReturns returns, RandomSource random) {
        int values = config.condition().inputs();
        for (int i = 0; i < config.batch(); i++) {
            windows.gather(random.nextInt(windows.count()), inputs, i * size);
            if (returns != null) {
                conditioning[i * values + 1] =
                        returns.condition(Returns.of(inputs, i * size, horizon, normalizer.layout()));
            }
        }
        normalizer.normalize(inputs);
        random.fillGaussian(targets, 0, targets.length);
        for (int i = 0; i < config.batch(); i++) {
            noise(i, Math.exp(config.sigmaMean() + config.sigmaDeviation() * random.nextGaussian()));
        }
        if (returns != null) {
            for (int i = 0; i < config.batch(); i++) {
                boolean dropped = random.nextDouble() < config.conditionDropout();
                conditioning[i * values + 1] = dropped ? 0 : conditioning[i * values + 1];
                conditioning[i * values + 2] = dropped ? 0 : 1;
            }
        }
    }

    /** Noises a window: what stands in the inputs is clean until then, and in the targets standard normal. */
    void noise(int window, double sigma) {
        conditioning[window * config.condition().inputs()] = (float) Preconditioning.noise(sigma);
        double scale = Preconditioning.input(sigma);
        for (int j = window * size; j < (window + 1) * size; j++) {
            float clean = inputs[j];
            float normal = targets[j];
            inputs[j] = (float) (scale * (clean + sigma * normal));
            targets[j] = (float) Preconditioning.target(clean, normal, sigma);
        }
    }
}
