package io.leeway.tensorflow.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/**
 * What the large products of a network are computed in. What comes in and goes out is float32 in either case, and so
 * are the gradients.
 */
public enum Precision {
    /** 24 bits of significand. */
    FLOAT32,
    /** 8 bits of significand and the range of float32; sums are kept in float32 by the kernels. */
    BFLOAT16;

    /** Returns the matrix product of x and w. */
    public Operand<TFloat32> matMul(Ops ops, Operand<TFloat32> x, Operand<TFloat32> w, MatMul.Options... options) {
        return this == FLOAT32
                ? ops.linalg.matMul(x, w, options)
                : wide(ops, ops.linalg.matMul(narrow(ops, x), narrow(ops, w), options));
    }

    /** Returns the products of several matrices each. */
    public Operand<TFloat32> batchMatMul(
            Ops ops, Operand<TFloat32> x, Operand<TFloat32> y, BatchMatMul.Options... options) {
        return this == FLOAT32
                ? ops.train.batchMatMul(x, y, TFloat32.class, options)
                : wide(ops, ops.train.batchMatMul(narrow(ops, x), narrow(ops, y), TBfloat16.class, options));
    }

    /** Returns a convolution with stride 1, with zeros beyond the ends. */
    public Operand<TFloat32> convolve(Ops ops, Operand<TFloat32> x, Operand<TFloat32> filter) {
        List<Long> strides = List.of(1L, 1L, 1L, 1L);
        return this == FLOAT32
                ? ops.nn.conv2d(x, filter, strides, "SAME")
                : wide(ops, ops.nn.conv2d(narrow(ops, x), narrow(ops, filter), strides, "SAME"));
    }

    private static Operand<TBfloat16> narrow(Ops ops, Operand<TFloat32> x) {
        return ops.dtypes.cast(x, TBfloat16.class);
    }

    private static Operand<TFloat32> wide(Ops ops, Operand<TBfloat16> x) {
        return ops.dtypes.cast(x, TFloat32.class);
    }
}
