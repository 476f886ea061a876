package io.leeway.tensorflow.diffusion;

import io.leeway.tensorflow.diffusion.network.EdmConfig;
import io.leeway.tensorflow.diffusion.network.EdmMlpConfig;
import io.leeway.tensorflow.diffusion.network.EdmTransformerConfig;
import io.leeway.tensorflow.diffusion.network.EdmUnetConfig;
import io.leeway.tensorflow.diffusion.network.WindowCondition;
import io.leeway.tensorflow.layer.Precision;

/** Configurations for tests. */
public final class Configs {
    private Configs() {}

    /** Returns a small U-Net that trains in a second. */
    public static EdmUnetConfig small() {
        return unet(training());
    }

    /** Returns the small U-Net, trained otherwise. */
    public static EdmUnetConfig unet(EdmConfig training) {
        return new EdmUnetConfig(8, 2, 3, 8, true, training);
    }

    /** Returns a small transformer. */
    public static EdmTransformerConfig transformer(EdmConfig training) {
        return new EdmTransformerConfig(16, 2, 4, 6, training);
    }

    /** Returns a small perceptron. */
    public static EdmMlpConfig mlp(EdmConfig training) {
        return new EdmMlpConfig(32, 2, training);
    }

    /** Returns a short training. */
    public static EdmConfig training() {
        return training(16, 60, 0.003);
    }

    public static EdmConfig training(int batch, int updates, double learningRate) {
        return new EdmConfig(
                batch,
                updates,
                learningRate,
                0.1,
                0.995,
                2,
                -1.2,
                1.2,
                WindowCondition.NONE,
                0,
                Precision.FLOAT32,
                false);
    }

    /** Returns a copy that is conditioned on the return. */
    public static EdmConfig onReturn(EdmConfig config, double dropout) {
        return copy(config, WindowCondition.RETURN, dropout, config.precision(), config.compile());
    }

    public static EdmConfig bfloat16(EdmConfig config) {
        return copy(config, config.condition(), config.conditionDropout(), Precision.BFLOAT16, config.compile());
    }

    public static EdmConfig compiled(EdmConfig config) {
        return copy(config, config.condition(), config.conditionDropout(), config.precision(), true);
    }

    private static EdmConfig copy(
            EdmConfig config, WindowCondition condition, double dropout, Precision precision, boolean compile) {
        return new EdmConfig(
                config.batch(),
                config.updates(),
                config.learningRate(),
                config.warmUp(),
                config.averageDecay(),
                config.averageEvery(),
                config.sigmaMean(),
                config.sigmaDeviation(),
                condition,
                dropout,
                precision,
                compile);
    }
}
