package io.leeway.tensorflow.diffusion;

import io.leeway.tensorflow.graph.Initializer;
import io.leeway.tensorflow.graph.Layers;
import io.leeway.tensorflow.graph.Weights;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Turns a noise level into features: sines and cosines of many frequencies, dense, swish, dense, swish. */
final class NoiseEmbedding {
    private static final int FREQUENCIES = 16;
    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 16;

    private final int size;
    private final Ops ops;
    private final Weights weights;

    NoiseEmbedding(int width, Ops ops, Weights weights) {
        this.size = size(width);
        this.ops = ops;
        this.weights = weights;
    }

    /** Returns how many features the embedding has for a network of that width. */
    static int size(int width) {
        return 4 * width;
    }

    /** Returns batch × size features of batch values of order one. */
    Operand<TFloat32> build(Operand<TFloat32> noise) {
        float[][] frequencies = new float[1][FREQUENCIES];
        for (int i = 0; i < FREQUENCIES; i++) {
            frequencies[0][i] = (float) (LOWEST * Math.pow(HIGHEST / LOWEST, i / (FREQUENCIES - 1.0)));
        }
        Operand<TFloat32> angles = ops.math.mul(Layers.reshape(ops, noise, -1, 1), ops.constant(frequencies));
        Operand<TFloat32> waves = ops.concat(List.of(ops.math.sin(angles), ops.math.cos(angles)), ops.constant(1));
        Operand<TFloat32> hidden = dense("embedding/0", waves, 2 * FREQUENCIES);
        return Layers.swish(ops, dense("embedding/1", Layers.swish(ops, hidden), size));
    }

    private Operand<TFloat32> dense(String name, Operand<TFloat32> x, int in) {
        return Layers.dense(ops, weights, name, Initializer.ZEROS, x, in, size);
    }
}
