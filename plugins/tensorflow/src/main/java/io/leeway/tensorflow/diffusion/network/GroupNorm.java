package io.leeway.tensorflow.diffusion.network;

import io.leeway.tensorflow.layer.Initializer;
import io.leeway.tensorflow.layer.Layers;
import io.leeway.tensorflow.layer.Weights;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Group normalisation (Wu and He 2018) over the rows of a trajectory and 8 groups of its channels.
 *
 * <p>The sums over rows are taken channel by channel, and all the rest happens on those few numbers; the values
 * themselves are then touched once, as x · scale + shift. Values that are added to every row before the normalisation
 * cost nothing that way.
 */
final class GroupNorm {
    /** How many groups the channels fall into. */
    static final int GROUPS = 8;

    private static final float EPSILON = 1e-5f;

    private final Ops ops;
    private final int length;
    private final int channels;
    private final Operand<TFloat32> gain;
    private final Operand<TFloat32> bias;

    GroupNorm(Ops ops, Weights weights, String name, int length, int channels) {
        this.ops = ops;
        this.length = length;
        this.channels = channels;
        gain = weights.get(name + "/gain", Initializer.ONES, 1, channels);
        bias = weights.get(name + "/bias", Initializer.ZEROS, 1, channels);
    }

    /**
     * Normalises.
     *
     * @param x batch × length × channels
     * @param added batch × channels to add to every row of {@code x} first, or null
     */
    Operand<TFloat32> build(Operand<TFloat32> x, @Nullable Operand<TFloat32> added) {
        Operand<TFloat32> sum = ops.sum(x, ops.constant(1));
        Operand<TFloat32> squares = ops.sum(ops.math.square(x), ops.constant(1));
        if (added != null) {
            // Σ (x + e)² = Σ x² + e · (2 Σ x + n e)
            Operand<TFloat32> shift = Layers.fork(ops, added);
            Operand<TFloat32> whole = ops.math.mul(shift, ops.constant((float) length));
            Operand<TFloat32> twice = ops.math.mul(sum, ops.constant(2f));
            squares = ops.math.add(squares, ops.math.mul(shift, ops.math.add(twice, whole)));
            sum = ops.math.add(sum, whole);
        }
        Operand<TFloat32> mean = overGroups(sum);
        Operand<TFloat32> variance =
                ops.math.maximum(ops.math.sub(overGroups(squares), ops.math.square(mean)), ops.constant(0f));
        Operand<TFloat32> deviation = ops.math.rsqrt(ops.math.add(variance, ops.constant(EPSILON)));
        Operand<TFloat32> scale = ops.math.mul(toChannels(deviation), gain);
        Operand<TFloat32> offset = toChannels(mean);
        offset = added == null ? ops.math.neg(offset) : ops.math.sub(added, offset);
        Operand<TFloat32> shift = ops.math.add(ops.math.mul(offset, scale), bias);
        return ops.math.add(ops.math.mul(x, everyRow(scale)), everyRow(shift));
    }

    private Operand<TFloat32> overGroups(Operand<TFloat32> sums) {
        float[][] average = new float[channels][GROUPS];
        for (int channel = 0; channel < channels; channel++) {
            average[channel][group(channel)] = (float) GROUPS / (length * channels);
        }
        return ops.linalg.matMul(sums, ops.constant(average));
    }

    private Operand<TFloat32> toChannels(Operand<TFloat32> groups) {
        float[][] spread = new float[GROUPS][channels];
        for (int channel = 0; channel < channels; channel++) {
            spread[group(channel)][channel] = 1;
        }
        return ops.linalg.matMul(groups, ops.constant(spread));
    }

    private int group(int channel) {
        return channel / (channels / GROUPS);
    }

    private Operand<TFloat32> everyRow(Operand<TFloat32> perChannel) {
        return Layers.reshape(ops, perChannel, -1, 1, channels);
    }
}
