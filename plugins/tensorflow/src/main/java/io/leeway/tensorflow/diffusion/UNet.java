package io.leeway.tensorflow.diffusion;

import io.leeway.tensorflow.graph.Initializer;
import io.leeway.tensorflow.graph.Layers;
import io.leeway.tensorflow.graph.Weights;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A one-dimensional U-Net over the rows of a trajectory (Jackson et al. 2024, after Ronneberger et al. 2015).
 *
 * <p>Each level has two convolutions over time with group normalisation and ReLU, and twice the channels of the one
 * above; max-pooling halves the rows on the way down, and on the way up they are repeated, convolved and joined by the
 * same level's output of the way down. The noise level enters every level as an embedding added to its channels.
 */
final class UNet {
    private final EdmUnetConfig config;
    private final int batch;
    private final int columns;
    private final Ops ops;
    private final Weights weights;

    /**
     * Prepares to build into a graph.
     *
     * @param batch trajectories at a time
     * @param columns values in a row
     */
    UNet(EdmUnetConfig config, int batch, int columns, Ops ops, Weights weights) {
        this.config = config;
        this.batch = batch;
        this.columns = columns;
        this.ops = ops;
        this.weights = weights;
    }

    /**
     * Builds F(x; c).
     *
     * @param x batch × horizon × columns
     * @param noise batch values that tell the noise level, of order one
     * @return batch × horizon × columns
     */
    Operand<TFloat32> build(Operand<TFloat32> x, Operand<TFloat32> noise) {
        Operand<TFloat32> embedding = new NoiseEmbedding(config.width(), ops, weights).build(noise);
        List<Operand<TFloat32>> skips = new ArrayList<>();
        Operand<TFloat32> hidden = x;
        int from = columns;
        for (int level = 0; level < config.levels(); level++) {
            hidden = level == 0 ? hidden : halve(hidden, level - 1);
            hidden = convolve("down-" + level + "/0", hidden, level, from, config.kernel(), embedding);
            hidden = convolve("down-" + level + "/1", hidden, level, channels(level), config.kernel(), null);
            skips.add(hidden);
            from = channels(level);
        }
        for (int level = config.levels() - 2; level >= 0; level--) {
            hidden = repeat(hidden, level);
            hidden = convolve("up-" + level + "/0", hidden, level, channels(level + 1), 2, embedding);
            hidden = ops.concat(List.of(hidden, skips.get(level)), ops.constant(2));
            hidden = convolve("up-" + level + "/1", hidden, level, 2 * channels(level), config.kernel(), null);
            hidden = convolve("up-" + level + "/2", hidden, level, channels(level), config.kernel(), null);
        }
        return rows(
                Layers.dense(
                        ops,
                        weights,
                        "out",
                        Initializer.ZEROS,
                        Initializer.ZEROS,
                        Layers.reshape(ops, hidden, batch * config.horizon(), config.width()),
                        config.width(),
                        columns),
                config.horizon(),
                columns);
    }

    /** Convolution over time, embedding where there is one, group normalisation, ReLU. */
    private Operand<TFloat32> convolve(
            String name,
            Operand<TFloat32> x,
            int level,
            int in,
            int kernel,
            @org.jspecify.annotations.Nullable Operand<TFloat32> embedding) {
        int out = channels(level);
        Operand<TFloat32> weight =
                weights.get(name + "/weight", Initializer.LECUN_NORMAL, kernel * in, kernel, in, out);
        Operand<TFloat32> product = ops.nn.conv2d(
                Layers.reshape(ops, x, batch, 1, length(level), in),
                Layers.reshape(ops, weight, 1, kernel, in, out),
                List.of(1L, 1L, 1L, 1L),
                "SAME");
        Operand<TFloat32> shift = embedding == null
                ? null
                : Layers.dense(
                        ops,
                        weights,
                        name + "/noise",
                        Initializer.ZEROS,
                        embedding,
                        NoiseEmbedding.size(config.width()),
                        out);
        GroupNorm norm = new GroupNorm(ops, weights, name + "/norm", length(level), out);
        return ops.nn.relu(norm.build(rows(product, length(level), out), shift));
    }

    private Operand<TFloat32> halve(Operand<TFloat32> x, int level) {
        int width = channels(level);
        Operand<TFloat32> pairs = rows(x, length(level) / 2, 2 * width);
        int[] size = {batch, length(level) / 2, width};
        return ops.math.maximum(
                ops.slice(pairs, ops.constant(new int[] {0, 0, 0}), ops.constant(size)),
                ops.slice(pairs, ops.constant(new int[] {0, 0, width}), ops.constant(size)));
    }

    private Operand<TFloat32> repeat(Operand<TFloat32> x, int level) {
        return rows(ops.concat(List.of(x, x), ops.constant(2)), length(level), channels(level + 1));
    }

    private Operand<TFloat32> rows(Operand<TFloat32> x, int length, int width) {
        return Layers.reshape(ops, x, batch, length, width);
    }

    private int channels(int level) {
        return config.width() << level;
    }

    private int length(int level) {
        return config.horizon() >> level;
    }
}
