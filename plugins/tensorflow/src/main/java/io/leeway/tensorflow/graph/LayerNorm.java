package io.leeway.tensorflow.diffusion;

import io.leeway.tensorflow.graph.Layers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/** Layer normalisation (Ba et al. 2016) of rows, without gain and bias. */
final class LayerNorm {
    private static final float EPSILON = 1e-5f;

    private LayerNorm() {}

    /** Builds it for rows × width. */
    static Operand<TFloat32> build(Ops ops, Operand<TFloat32> x, int width) {
        Operand<TFloat32> centred = ops.math.sub(x, mean(ops, x, width));
        Operand<TFloat32> variance = mean(ops, ops.math.square(centred), width);
        return ops.math.mul(centred, ops.math.rsqrt(ops.math.add(variance, ops.constant(EPSILON))));
    }

    private static Operand<TFloat32> mean(Ops ops, Operand<TFloat32> x, int width) {
        Operand<TFloat32> sum = ops.sum(x, ops.constant(1), Sum.keepDims(true));
        return ops.math.mul(Layers.reshape(ops, sum, -1, 1), ops.constant(1f / width));
    }
}
