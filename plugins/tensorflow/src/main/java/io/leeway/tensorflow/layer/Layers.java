package io.leeway.tensorflow.layer;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The layers and reductions that several networks share. */
public final class Layers {
    private Layers() {}

    /** Returns {@code x · W + b} for rows of {@code in} values. */
    public static Operand<TFloat32> dense(
            Ops ops, Weights weights, String name, Initializer bias, Operand<TFloat32> x, int in, int out) {
        return dense(ops, weights, Precision.FLOAT32, name, bias, x, in, out);
    }

    /** Returns {@code x · W + b} for rows of {@code in} values, the product in the given precision. */
    public static Operand<TFloat32> dense(
            Ops ops,
            Weights weights,
            Precision precision,
            String name,
            Initializer bias,
            Operand<TFloat32> x,
            int in,
            int out) {
        Operand<TFloat32> weight = weights.get(name + "/weight", Initializer.LECUN_NORMAL, in, in, out);
        return ops.nn.biasAdd(precision.matMul(ops, x, weight), weights.get(name + "/bias", bias, in, out));
    }

    /** Returns {@code x · W + b} for rows of {@code in} values, with the given first weights and biases. */
    public static Operand<TFloat32> dense(
            Ops ops,
            Weights weights,
            String name,
            Initializer weight,
            Initializer bias,
            Operand<TFloat32> x,
            int in,
            int out) {
        Operand<TFloat32> product = ops.linalg.matMul(x, weights.get(name + "/weight", weight, in, in, out));
        return ops.nn.biasAdd(product, weights.get(name + "/bias", bias, in, out));
    }

    /** Returns {@code x · sigmoid(x)}. */
    public static Operand<TFloat32> swish(Ops ops, Operand<TFloat32> x) {
        return ops.math.mul(x, ops.math.sigmoid(x));
    }

    /**
     * Returns x for a part of what depends on it, so that its gradient is the sum of two, of that part's and of all
     * else's.
     *
     * <p>TensorFlow adds three gradients or more up in an order that depends on which other operations are done by
     * then, unless the first of them has no other use: the last bits then differ from one run to the next. Two have one
     * sum.
     */
    public static Operand<TFloat32> fork(Ops ops, Operand<TFloat32> x) {
        return ops.identity(x);
    }

    /**
     * Returns the sum of several tensors, from the first to the last: the same bits each time, which AddN does not
     * give.
     */
    public static Operand<TFloat32> total(Ops ops, List<Operand<TFloat32>> all) {
        Operand<TFloat32> total = all.get(0);
        for (Operand<TFloat32> next : all.subList(1, all.size())) {
            total = ops.math.add(total, next);
        }
        return total;
    }

    /** Returns the sum of all values. */
    public static Operand<TFloat32> sum(Ops ops, Operand<TFloat32> x) {
        return ops.sum(x, axes(ops, x));
    }

    /** Returns the mean of all values. */
    public static Operand<TFloat32> mean(Ops ops, Operand<TFloat32> x) {
        return ops.math.mean(x, axes(ops, x));
    }

    /** Returns the mean squared difference over all values. */
    public static Operand<TFloat32> meanSquare(Ops ops, Operand<TFloat32> a, Operand<TFloat32> b) {
        return mean(ops, ops.math.squaredDifference(a, b));
    }

    /**
     * Returns what a convolution over rows multiplies one of the rows that it sees by.
     *
     * @param kernel rows × in × out
     * @return in × out
     */
    public static Operand<TFloat32> tap(Ops ops, Operand<TFloat32> kernel, int row, int in, int out) {
        int[] size = {1, in, out};
        return reshape(ops, ops.slice(kernel, ops.constant(new int[] {row, 0, 0}), ops.constant(size)), in, out);
    }

    /** Returns the same values in another shape; one size may be -1. */
    public static Operand<TFloat32> reshape(Ops ops, Operand<TFloat32> x, int... shape) {
        return ops.reshape(x, ops.constant(shape));
    }

    static Operand<TInt32> axes(Ops ops, Operand<TFloat32> x) {
        return ops.constant(
                IntStream.range(0, x.asOutput().shape().numDimensions()).toArray());
    }
}
