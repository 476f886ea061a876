package io.leeway.tensorflow.diffusion.network;

import io.leeway.tensorflow.layer.Initializer;
import io.leeway.tensorflow.layer.Layers;
import io.leeway.tensorflow.layer.Precision;
import io.leeway.tensorflow.layer.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A one-dimensional U-Net over the rows of a trajectory (Jackson et al. 2024, after Ronneberger et al. 2015).
 *
 * <p>Each level has two convolutions over time with group normalisation and ReLU, and twice the channels of the one
 * above; max-pooling halves the rows on the way down, and on the way up they are repeated, convolved and joined by the
 * same level's output of the way down. The noise level enters every level as an embedding added to its channels.
 *
 * <p>Where the configuration says residual, the two convolutions of a level compute what is added to their input, and
 * the convolution on the way up is not normalised. Normalisation takes away the size of what it sees, and a small
 * network of the published kind has no way around it.
 */
public final class UNet {
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
    public UNet(EdmUnetConfig config, int batch, int columns, Ops ops, Weights weights) {
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
     * @param noise batch × values: what {@link NoiseEmbedding} takes
     * @return batch × horizon × columns
     */
    public Operand<TFloat32> build(Operand<TFloat32> x, Operand<TFloat32> noise) {
        Operand<TFloat32> embedding = new NoiseEmbedding(config.width(), ops, weights).build(noise);
        List<Operand<TFloat32>> skips = new ArrayList<>();
        Operand<TFloat32> hidden = x;
        for (int level = 0; level < config.levels(); level++) {
            hidden = level == 0 ? hidden : halve(hidden, level - 1);
            int in = level == 0 ? columns : channels(level - 1);
            hidden = down("down-" + level, hidden, level, in, embedding);
            skips.add(hidden);
        }
        for (int level = config.levels() - 2; level >= 0; level--) {
            hidden = up("up-" + level, hidden, skips.get(level), level, embedding);
        }
        Operand<TFloat32> flat = Layers.reshape(ops, hidden, batch * config.horizon(), config.width());
        Operand<TFloat32> output =
                Layers.dense(ops, weights, "out", Initializer.ZEROS, Initializer.ZEROS, flat, config.width(), columns);
        return rows(output, config.horizon(), columns);
    }

    private Operand<TFloat32> down(String name, Operand<TFloat32> x, int level, int in, Operand<TFloat32> embedding) {
        Operand<TFloat32> hidden = normalized(name + "/0", x, level, in, embedding);
        hidden = normalized(name + "/1", hidden, level, channels(level), null);
        return config.residual() ? ops.math.add(hidden, project(name, x, level, in)) : hidden;
    }

    private Operand<TFloat32> up(
            String name, Operand<TFloat32> x, Operand<TFloat32> skip, int level, Operand<TFloat32> embedding) {
        Operand<TFloat32> repeated = repeatAndConvolve(name + "/0", x, level);
        Operand<TFloat32> shift = shift(name + "/0", embedding, level);
        Operand<TFloat32> larger = config.residual()
                ? ops.math.add(repeated, Layers.reshape(ops, shift, batch, 1, channels(level)))
                : normalize(name + "/0", repeated, level, shift);
        Operand<TFloat32> both = ops.concat(List.of(larger, skip), ops.constant(2));
        int in = 2 * channels(level);
        Operand<TFloat32> hidden = normalized(name + "/1", both, level, in, null);
        hidden = normalized(name + "/2", hidden, level, channels(level), null);
        return config.residual() ? ops.math.add(hidden, project(name, both, level, in)) : hidden;
    }

    private Operand<TFloat32> normalized(
            String name, Operand<TFloat32> x, int level, int in, @Nullable Operand<TFloat32> embedding) {
        return normalize(
                name,
                convolve(name, x, level, in, config.kernel()),
                level,
                embedding == null ? null : shift(name, embedding, level));
    }

    private Operand<TFloat32> normalize(
            String name, Operand<TFloat32> x, int level, @Nullable Operand<TFloat32> shift) {
        GroupNorm norm = new GroupNorm(ops, weights, name + "/norm", length(level), channels(level));
        return ops.nn.relu(norm.build(x, shift));
    }

    /**
     * Convolution over time, with zeros beyond the ends.
     *
     * <p>The trajectories stand in the place of an image's rows, one image in all: the gradient by the input takes the
     * images one by one, and a trajectory on its own is too small for its matrix product to be fast.
     */
    private Operand<TFloat32> convolve(String name, Operand<TFloat32> x, int level, int in, int kernel) {
        int out = channels(level);
        Operand<TFloat32> weight =
                weights.get(name + "/weight", Initializer.LECUN_NORMAL, kernel * in, kernel, in, out);
        Precision precision = config.training().precision();
        if (precision == Precision.FLOAT32 && Winograd.pays(kernel, length(level), in, out)) {
            return new Winograd(ops, batch, length(level), in, out).convolve(x, weight);
        }
        Operand<TFloat32> product = precision.convolve(
                ops,
                Layers.reshape(ops, x, 1, batch, length(level), in),
                Layers.reshape(ops, weight, 1, kernel, in, out));
        return rows(product, length(level), out);
    }

    /**
     * Repeats every row and convolves with a kernel of 2, with zeros beyond the end: a row's product with either half
     * of the kernel is needed twice, and made once.
     */
    private Operand<TFloat32> repeatAndConvolve(String name, Operand<TFloat32> x, int level) {
        int in = channels(level + 1);
        int out = channels(level);
        int length = length(level + 1);
        Operand<TFloat32> weight = weights.get(name + "/weight", Initializer.LECUN_NORMAL, 2 * in, 2, in, out);
        Operand<TFloat32> flat = Layers.reshape(ops, x, batch * length, in);
        Operand<TFloat32> own = rows(product(flat, Layers.tap(ops, weight, 0, in, out)), length, out);
        Operand<TFloat32> next = rows(product(flat, Layers.tap(ops, weight, 1, in, out)), length, out);
        Operand<TFloat32> later = ops.pad(
                ops.slice(next, ops.constant(new int[] {0, 1, 0}), ops.constant(new int[] {batch, length - 1, out})),
                ops.constant(new int[][] {{0, 0}, {0, 1}, {0, 0}}),
                ops.constant(0f));
        Operand<TFloat32> pairs =
                ops.concat(List.of(ops.math.add(own, next), ops.math.add(own, later)), ops.constant(2));
        return rows(pairs, 2 * length, out);
    }

    private Operand<TFloat32> product(Operand<TFloat32> x, Operand<TFloat32> weight) {
        return config.training().precision().matMul(ops, x, weight);
    }

    private Operand<TFloat32> shift(String name, Operand<TFloat32> embedding, int level) {
        int size = NoiseEmbedding.size(config.width());
        return Layers.dense(ops, weights, name + "/noise", Initializer.ZEROS, embedding, size, channels(level));
    }

    private Operand<TFloat32> project(String name, Operand<TFloat32> x, int level, int in) {
        Operand<TFloat32> weight = weights.get(name + "/residual", Initializer.LECUN_NORMAL, in, in, channels(level));
        Operand<TFloat32> flat = Layers.reshape(ops, x, batch * length(level), in);
        return rows(product(flat, weight), length(level), channels(level));
    }

    private Operand<TFloat32> halve(Operand<TFloat32> x, int level) {
        int width = channels(level);
        Operand<TFloat32> pairs = rows(x, length(level) / 2, 2 * width);
        int[] size = {batch, length(level) / 2, width};
        return ops.math.maximum(
                ops.slice(pairs, ops.constant(new int[] {0, 0, 0}), ops.constant(size)),
                ops.slice(pairs, ops.constant(new int[] {0, 0, width}), ops.constant(size)));
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
