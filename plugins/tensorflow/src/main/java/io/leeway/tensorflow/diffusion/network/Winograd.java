package io.leeway.tensorflow.diffusion.network;

import io.leeway.tensorflow.layer.Layers;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Winograd's F(2, 3) (Lavin and Gray 2016): two neighbouring rows of a convolution with a kernel of 3 take four matrix
 * products, not six. It pays where the products are large beside the sums around them, that is for many channels.
 */
final class Winograd {
    private static final int KERNEL = 3;
    private static final int LEAST_CHANNELS = 64;

    private final Ops ops;
    private final int batch;
    private final int pairs;
    private final int in;
    private final int out;

    /**
     * Prepares for inputs of one shape.
     *
     * @param length rows of a trajectory, even
     */
    Winograd(Ops ops, int batch, int length, int in, int out) {
        this.ops = ops;
        this.batch = batch;
        pairs = length / 2;
        this.in = in;
        this.out = out;
    }

    /** Returns whether a convolution can be computed so, and is faster for it. */
    static boolean pays(int kernel, int length, int in, int out) {
        return kernel == KERNEL && length % 2 == 0 && Math.min(in, out) >= LEAST_CHANNELS;
    }

    /**
     * Convolves over rows, with zeros beyond the ends.
     *
     * @param x batch × length × in
     * @param kernel 3 × in × out
     * @return batch × length × out
     */
    Operand<TFloat32> convolve(Operand<TFloat32> x, Operand<TFloat32> kernel) {
        Operand<TFloat32> first = Layers.tap(ops, kernel, 0, in, out);
        Operand<TFloat32> last = Layers.tap(ops, kernel, 2, in, out);
        Operand<TFloat32> outer = half(ops.math.add(first, last));
        Operand<TFloat32> middle = half(Layers.tap(ops, kernel, 1, in, out));

        int[][] oneRowAtEachEnd = {{0, 0}, {1, 1}, {0, 0}};
        Operand<TFloat32> padded = Layers.reshape(
                ops, ops.pad(x, ops.constant(oneRowAtEachEnd), ops.constant(0f)), batch, pairs + 1, 2 * in);
        Operand<TFloat32> before = row(padded, 0, 0);
        Operand<TFloat32> even = row(padded, 0, 1);
        Operand<TFloat32> odd = row(padded, 1, 0);
        Operand<TFloat32> after = row(padded, 1, 1);
        Operand<TFloat32> evenInPairs = Layers.fork(ops, even);
        Operand<TFloat32> oddInPairs = Layers.fork(ops, odd);

        Operand<TFloat32> left = ops.linalg.matMul(ops.math.sub(before, odd), first);
        Operand<TFloat32> sum = ops.linalg.matMul(ops.math.add(evenInPairs, oddInPairs), ops.math.add(outer, middle));
        Operand<TFloat32> difference =
                ops.linalg.matMul(ops.math.sub(oddInPairs, evenInPairs), ops.math.sub(outer, middle));
        Operand<TFloat32> right = ops.linalg.matMul(ops.math.sub(even, after), last);
        Operand<TFloat32> evenRows = ops.math.add(ops.math.add(left, sum), difference);
        Operand<TFloat32> oddRows = ops.math.sub(ops.math.sub(sum, difference), right);
        return Layers.reshape(ops, ops.concat(List.of(evenRows, oddRows), ops.constant(1)), batch, 2 * pairs, out);
    }

    /** Returns one of the four rows that a pair depends on, for all pairs: the padded rows 2 t + 2 pair + half. */
    private Operand<TFloat32> row(Operand<TFloat32> padded, int pair, int half) {
        int[] from = {0, pair, half * in};
        int[] size = {batch, pairs, in};
        return Layers.reshape(ops, ops.slice(padded, ops.constant(from), ops.constant(size)), batch * pairs, in);
    }

    private Operand<TFloat32> half(Operand<TFloat32> x) {
        return ops.math.mul(x, ops.constant(0.5f));
    }
}
