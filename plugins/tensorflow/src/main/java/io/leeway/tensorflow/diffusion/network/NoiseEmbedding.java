package io.leeway.tensorflow.diffusion.network;

import io.leeway.tensorflow.layer.Initializer;
import io.leeway.tensorflow.layer.Layers;
import io.leeway.tensorflow.layer.Weights;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The embedding of a network's conditioning input as features. The noise level: sines and cosines of many frequencies,
 * dense, swish, dense, swish. A condition, where it learns one: dense, swish, dense, added before the last swish.
 */
public final class NoiseEmbedding {
    private static final int FREQUENCIES = 16;
    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 16;

    private final int size;
    private final Ops ops;
    private final Weights weights;

    /** Prepares to build as many features as are usual for a convolutional network of that width. */
    NoiseEmbedding(int width, Ops ops, Weights weights) {
        this(ops, weights, size(width));
    }

    /** Prepares to build that many features. */
    NoiseEmbedding(Ops ops, Weights weights, int size) {
        this.size = size;
        this.ops = ops;
        this.weights = weights;
    }

    /** Returns how many features the embedding has for a network of that width. */
    static int size(int width) {
        return 4 * width;
    }

    /**
     * Builds the features.
     *
     * @param conditioning batch × 1, the noise level as a value of order one; or batch × more, with the condition's
     *     values and 1 after it, or zeros for no condition
     * @return batch × size
     */
    Operand<TFloat32> build(Operand<TFloat32> conditioning) {
        int values = Math.toIntExact(conditioning.asOutput().shape().get(1));
        Operand<TFloat32> features = noise(columns(conditioning, 0, 1));
        if (values > 1) {
            Operand<TFloat32> hidden =
                    Layers.swish(ops, dense("condition/0", columns(conditioning, 1, values - 1), values - 1));
            features = ops.math.add(features, dense("condition/1", hidden, size));
        }
        return Layers.swish(ops, features);
    }

    private Operand<TFloat32> noise(Operand<TFloat32> level) {
        float[][] frequencies = new float[1][FREQUENCIES];
        for (int i = 0; i < FREQUENCIES; i++) {
            frequencies[0][i] = (float) (LOWEST * Math.pow(HIGHEST / LOWEST, i / (FREQUENCIES - 1.0)));
        }
        Operand<TFloat32> angles = ops.math.mul(level, ops.constant(frequencies));
        Operand<TFloat32> waves = ops.concat(List.of(ops.math.sin(angles), ops.math.cos(angles)), ops.constant(1));
        Operand<TFloat32> hidden = dense("embedding/0", waves, 2 * FREQUENCIES);
        return dense("embedding/1", Layers.swish(ops, hidden), size);
    }

    private Operand<TFloat32> columns(Operand<TFloat32> x, int from, int count) {
        return ops.slice(x, ops.constant(new int[] {0, from}), ops.constant(new int[] {-1, count}));
    }

    private Operand<TFloat32> dense(String name, Operand<TFloat32> x, int in) {
        return Layers.dense(ops, weights, name, Initializer.ZEROS, x, in, size);
    }
}
