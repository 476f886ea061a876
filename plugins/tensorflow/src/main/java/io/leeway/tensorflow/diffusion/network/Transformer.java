package io.leeway.tensorflow.diffusion.network;

import io.leeway.tensorflow.layer.Initializer;
import io.leeway.tensorflow.layer.LayerNorm;
import io.leeway.tensorflow.layer.Layers;
import io.leeway.tensorflow.layer.Precision;
import io.leeway.tensorflow.layer.Weights;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * A transformer over the rows of a trajectory, after the DiT of Peebles and Xie 2023.
 *
 * <p>Rows are projected, and sines and cosines of their positions added. Each block adds attention and a perceptron of
 * four times the width; what they see is normalised, scaled and shifted, and what they add is scaled, by values
 * computed from the embedding of the noise level (adaLN-Zero): all of these begin at zero, so that a block begins as
 * the identity.
 */
public final class Transformer {
    private static final int GROWTH = 4;
    private static final double SLOWEST = 10_000;

    private final EdmTransformerConfig config;
    private final Precision precision;
    private final int batch;
    private final int columns;
    private final int width;
    private final int rows;
    private final Ops ops;
    private final Weights weights;

    public Transformer(EdmTransformerConfig config, int batch, int columns, Ops ops, Weights weights) {
        this.config = config;
        this.precision = config.training().precision();
        this.batch = batch;
        this.columns = columns;
        this.width = config.width();
        this.rows = batch * config.horizon();
        this.ops = ops;
        this.weights = weights;
    }

    /** Builds F; see {@link DenoisingNetwork.Builder#build}. */
    public Operand<TFloat32> build(Operand<TFloat32> x, Operand<TFloat32> conditioning) {
        Operand<TFloat32> embedding = new NoiseEmbedding(ops, weights, width).build(conditioning);
        Operand<TFloat32> projected = dense("in", Layers.reshape(ops, x, rows, columns), columns, width);
        Operand<TFloat32> hidden = ops.math.add(perTrajectory(projected), ops.constant(positions()));
        for (int block = 0; block < config.depth(); block++) {
            String name = "block-" + block;
            List<Operand<TFloat32>> adapted = adaptation(name, embedding, 6);
            Operand<TFloat32> mixed = attention(name, adapt(hidden, adapted.get(0), adapted.get(1)));
            hidden = ops.math.add(hidden, ops.math.mul(mixed, adapted.get(2)));
            Operand<TFloat32> changed = perceptron(name, adapt(hidden, adapted.get(3), adapted.get(4)));
            hidden = ops.math.add(hidden, ops.math.mul(changed, adapted.get(5)));
        }
        List<Operand<TFloat32>> last = adaptation("out", embedding, 2);
        Operand<TFloat32> flat = Layers.reshape(ops, adapt(hidden, last.get(0), last.get(1)), rows, width);
        Operand<TFloat32> output =
                Layers.dense(ops, weights, "out", Initializer.ZEROS, Initializer.ZEROS, flat, width, columns);
        return Layers.reshape(ops, output, batch, config.horizon(), columns);
    }

    /** Returns batch × 1 × width values each, which begin as zeros. */
    private List<Operand<TFloat32>> adaptation(String name, Operand<TFloat32> embedding, int count) {
        Operand<TFloat32> all = Layers.dense(
                ops,
                weights,
                name + "/adaptation",
                Initializer.ZEROS,
                Initializer.ZEROS,
                embedding,
                width,
                count * width);
        List<Operand<TFloat32>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Operand<TFloat32> part =
                    ops.slice(all, ops.constant(new int[] {0, i * width}), ops.constant(new int[] {batch, width}));
            parts.add(Layers.reshape(ops, part, batch, 1, width));
        }
        return parts;
    }

    private Operand<TFloat32> adapt(Operand<TFloat32> x, Operand<TFloat32> shift, Operand<TFloat32> scale) {
        Operand<TFloat32> normal = perTrajectory(LayerNorm.build(ops, Layers.reshape(ops, x, rows, width), width));
        return ops.math.add(ops.math.mul(normal, ops.math.add(scale, ops.constant(1f))), shift);
    }

    private Operand<TFloat32> attention(String name, Operand<TFloat32> x) {
        Operand<TFloat32> flat = Layers.reshape(ops, x, rows, width);
        Operand<TFloat32> queries = heads(dense(name + "/query", flat, width, width));
        Operand<TFloat32> keys = heads(dense(name + "/key", flat, width, width));
        Operand<TFloat32> values = heads(dense(name + "/value", flat, width, width));
        float scale = (float) (1 / Math.sqrt((double) width / config.heads()));
        Operand<TFloat32> likeness =
                ops.math.mul(precision.batchMatMul(ops, queries, keys, BatchMatMul.adjY(true)), ops.constant(scale));
        Operand<TFloat32> mixed = precision.batchMatMul(ops, ops.nn.softmax(likeness), values);
        Operand<TFloat32> joined = Layers.reshape(ops, transposed(mixed), rows, width);
        return perTrajectory(dense(name + "/mix", joined, width, width));
    }

    /** Returns batch × heads × horizon × values. */
    private Operand<TFloat32> heads(Operand<TFloat32> x) {
        int heads = config.heads();
        return transposed(Layers.reshape(ops, x, batch, config.horizon(), heads, width / heads));
    }

    private Operand<TFloat32> transposed(Operand<TFloat32> x) {
        return ops.linalg.transpose(x, ops.constant(new int[] {0, 2, 1, 3}));
    }

    private Operand<TFloat32> perceptron(String name, Operand<TFloat32> x) {
        Operand<TFloat32> flat = Layers.reshape(ops, x, rows, width);
        Operand<TFloat32> hidden = dense(name + "/grow", flat, width, GROWTH * width);
        return perTrajectory(dense(name + "/shrink", Layers.swish(ops, hidden), GROWTH * width, width));
    }

    private Operand<TFloat32> dense(String name, Operand<TFloat32> x, int in, int out) {
        return Layers.dense(ops, weights, precision, name, Initializer.ZEROS, x, in, out);
    }

    private Operand<TFloat32> perTrajectory(Operand<TFloat32> x) {
        return Layers.reshape(ops, x, batch, config.horizon(), width);
    }

    /** Returns 1 × horizon × width sines and cosines (Vaswani et al. 2017). */
    private float[][][] positions() {
        float[][][] positions = new float[1][config.horizon()][width];
        for (int row = 0; row < config.horizon(); row++) {
            for (int i = 0; i < width / 2; i++) {
                double angle = row * Math.pow(SLOWEST, -2.0 * i / width);
                positions[0][row][2 * i] = (float) Math.sin(angle);
                positions[0][row][2 * i + 1] = (float) Math.cos(angle);
            }
        }
        return positions;
    }
}
