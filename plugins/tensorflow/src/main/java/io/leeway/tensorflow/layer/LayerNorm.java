package io.leeway.tensorflow.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/** Layer normalisation (Ba et al. 2016) of rows. */
public final class LayerNorm {
    private static final float EPSILON = 1e-5f;
    /** Flax's. */
    private static final float LEARNED_EPSILON = 1e-6f;

    private LayerNorm() {}

    /** Builds it for rows × width, without gain and shift. */
    public static Operand<TFloat32> build(Ops ops, Operand<TFloat32> x, int width) {
        return build(ops, x, width, EPSILON);
    }

    /** Builds it for rows × width, with a gain and a shift of each column that are learned, from 1 and 0. */
    public static Operand<TFloat32> build(Ops ops, Weights weights, String name, Operand<TFloat32> x, int width) {
        Operand<TFloat32> normal = build(ops, x, width, LEARNED_EPSILON);
        Operand<TFloat32> scaled = ops.math.mul(normal, weights.get(name + "/gain", Initializer.ONES, width, width));
        return ops.nn.biasAdd(scaled, weights.get(name + "/shift", Initializer.ZEROS, width, width));
    }

    private static Operand<TFloat32> build(Ops ops, Operand<TFloat32> x, int width, float epsilon) {
        Operand<TFloat32> values = Layers.fork(ops, x);
        Operand<TFloat32> centred = ops.math.sub(values, mean(ops, values, width));
        Operand<TFloat32> variance = mean(ops, ops.math.square(centred), width);
        return ops.math.mul(centred, ops.math.rsqrt(ops.math.add(variance, ops.constant(epsilon))));
    }

    private static Operand<TFloat32> mean(Ops ops, Operand<TFloat32> x, int width) {
        Operand<TFloat32> sum = ops.sum(x, ops.constant(1), Sum.keepDims(true));
        return ops.math.mul(Layers.reshape(ops, sum, -1, 1), ops.constant(1f / width));
    }
}
