package io.leeway.tensorflow.dynamics;

import io.leeway.tensorflow.layer.Expressions;
import io.leeway.tensorflow.layer.Initializer;
import io.leeway.tensorflow.layer.Weights;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Several perceptrons side by side, each of whose layers is one batched matrix product over all of them (Chua et al.
 * 2018).
 *
 * @param networks how many there are
 * @param in columns of an input: the observation and the action, normalised
 * @param hidden sizes of the hidden layers
 * @param activation what follows these
 * @param width columns of a prediction: the observation's change and the reward, normalised
 * @param terminal whether a further output tells how likely a terminal is
 * @param ownBounds whether each network has bounds of its log-variances to itself, and not all the same
 */
record EnsembleNetwork(
        int networks,
        int in,
        List<Integer> hidden,
        Activation activation,
        int width,
        boolean terminal,
        boolean ownBounds) {
    static final String LARGEST = "log-variance/largest";
    static final String SMALLEST = "log-variance/smallest";

    private static final Initializer FIRST_LARGEST = (random, fanIn, values) -> Arrays.fill(values, 0.5f);
    private static final Initializer FIRST_SMALLEST = (random, fanIn, values) -> Arrays.fill(values, -10);

    /**
     * Each network's Gaussian of each row, in normalised units.
     *
     * @param mean networks × rows × width
     * @param logVariance the same shape
     * @param terminal networks × rows × 1: the logit of a terminal, or null where that is not told
     */
    record Output(
            Operand<TFloat32> mean,
            Operand<TFloat32> logVariance,
            @Nullable Operand<TFloat32> terminal) {}

    /** Returns the same with bounds of log-variances for each network. */
    EnsembleNetwork withOwnBounds() {
        return new EnsembleNetwork(networks, in, hidden, activation, width, terminal, true);
    }

    private int outputs() {
        return 2 * width + (terminal ? 1 : 0);
    }

    /** Builds it on inputs of networks × rows × in, or 1 × rows × in for all alike. */
    Output build(Ops ops, Weights weights, Operand<TFloat32> x) {
        Operand<TFloat32> values = x;
        int from = in;
        for (int layer = 0; layer < hidden.size(); layer++) {
            values = activation.build(ops, dense(ops, weights, layer, values, from, hidden.get(layer)));
            from = hidden.get(layer);
        }
        Operand<TFloat32> raw = dense(ops, weights, hidden.size(), values, from, outputs());
        return new Output(
                columns(ops, raw, 0, width),
                bounded(ops, weights, columns(ops, raw, width, width)),
                terminal ? columns(ops, raw, 2 * width, 1) : null);
    }

    private Operand<TFloat32> dense(Ops ops, Weights weights, int layer, Operand<TFloat32> x, int from, int to) {
        String name = "layer-" + layer;
        Operand<TFloat32> weight = weights.get(name + "/weight", Initializer.LECUN_NORMAL, from, networks, from, to);
        Operand<TFloat32> bias = weights.get(name + "/bias", Initializer.ZEROS, from, networks, 1, to);
        return ops.math.add(ops.train.batchMatMul(x, weight, TFloat32.class), bias);
    }

    /** Keeps log-variances softly between the bounds, from above first. */
    private Operand<TFloat32> bounded(Ops ops, Weights weights, Operand<TFloat32> raw) {
        Expressions math = new Expressions(ops);
        Operand<TFloat32> largest = math.fork(bound(weights, LARGEST, FIRST_LARGEST));
        Operand<TFloat32> smallest = math.fork(bound(weights, SMALLEST, FIRST_SMALLEST));
        Operand<TFloat32> below = math.subtract(largest, math.softplus(math.subtract(largest, raw)));
        return math.add(smallest, math.softplus(math.subtract(below, smallest)));
    }

    private Operand<TFloat32> bound(Weights weights, String name, Initializer first) {
        return weights.get(name, first, 1, ownBounds ? networks : 1, 1, width);
    }

    /** Returns the sum of how far the bounds of log-variances are apart, which the loss has a part of. */
    Operand<TFloat32> gap(Ops ops, Weights weights) {
        Expressions math = new Expressions(ops);
        return math.subtract(
                ops.sum(bound(weights, LARGEST, FIRST_LARGEST), ops.constant(new int[] {0, 1, 2})),
                ops.sum(bound(weights, SMALLEST, FIRST_SMALLEST), ops.constant(new int[] {0, 1, 2})));
    }

    private static Operand<TFloat32> columns(Ops ops, Operand<TFloat32> x, int from, int count) {
        return ops.slice(x, ops.constant(new int[] {0, 0, from}), ops.constant(new int[] {-1, -1, count}));
    }
}
