package io.leeway.tensorflow.graph;

import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.layer.Expressions;
import io.leeway.tensorflow.layer.Initializer;
import io.leeway.tensorflow.layer.LayerNorm;
import io.leeway.tensorflow.layer.Layers;
import io.leeway.tensorflow.layer.Weights;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * A multilayer perceptron with ReLU between its layers, and {@link LayerNorm} after it where that is asked for.
 *
 * @param in values in a row of its input
 * @param hidden sizes of the hidden layers
 * @param out values in a row of its output
 * @param layerNorm whether the values of each hidden layer are normalised before they go into the next
 */
public record Mlp(int in, List<Integer> hidden, int out, boolean layerNorm) {
    /** Copies the sizes. */
    public Mlp {
        hidden = List.copyOf(hidden);
    }

    /** Describes one that normalises nothing. */
    public Mlp(int in, List<Integer> hidden, int out) {
        this(in, hidden, out, false);
    }

    /** Builds it on rows of {@code in} values. */
    public Operand<TFloat32> build(Ops ops, Weights weights, Operand<TFloat32> x) {
        List<Operand<TFloat32>> layers = hidden(ops, weights, x);
        Operand<TFloat32> last =
                layers.isEmpty() ? x : normalized(ops, weights, hidden.size() - 1, layers.get(layers.size() - 1));
        return dense(ops, weights, "layer-" + hidden.size(), last, width(hidden.size()), out);
    }

    /** Builds the values of each hidden layer, before any are normalised. */
    public List<Operand<TFloat32>> hidden(Ops ops, Weights weights, Operand<TFloat32> x) {
        List<Operand<TFloat32>> layers = new ArrayList<>();
        Operand<TFloat32> values = x;
        for (int layer = 0; layer < hidden.size(); layer++) {
            Operand<TFloat32> input = layer == 0 ? x : normalized(ops, weights, layer - 1, values);
            values = ops.nn.relu(dense(ops, weights, "layer-" + layer, input, width(layer), hidden.get(layer)));
            layers.add(values);
        }
        return layers;
    }

    private Operand<TFloat32> normalized(Ops ops, Weights weights, int layer, Operand<TFloat32> values) {
        return layerNorm ? LayerNorm.build(ops, weights, "layer-" + layer, values, hidden.get(layer)) : values;
    }

    /** Returns how many values go into a layer. */
    private int width(int layer) {
        return layer == 0 ? in : hidden.get(layer - 1);
    }

    /**
     * Builds the gradient of its only output by each row of its input. It can be differentiated again, by the weights;
     * the derivative of ReLU counts as constant there.
     *
     * @throws IllegalStateException if it normalises its layers, whose derivative is not written here
     */
    public Operand<TFloat32> gradient(Ops ops, Weights weights, Operand<TFloat32> x) {
        if (layerNorm) {
            throw new IllegalStateException("The gradient through layer normalisation cannot be differentiated again");
        }
        Expressions math = new Expressions(ops);
        List<Operand<TFloat32>> slopes =
                hidden(ops, weights, x).stream().map(math::positive).toList();
        // The output's derivative by the last hidden layer is the same row of weights for every row of the input.
        Operand<TFloat32> gradient =
                Layers.reshape(ops, weight(weights, hidden.size(), width(hidden.size()), out), 1, -1);
        for (int layer = hidden.size() - 1; layer >= 0; layer--) {
            gradient = ops.linalg.matMul(
                    math.multiply(slopes.get(layer), gradient),
                    weight(weights, layer, width(layer), hidden.get(layer)),
                    MatMul.transposeB(true));
        }
        return gradient;
    }

    private static Operand<TFloat32> weight(Weights weights, int layer, int in, int out) {
        return weights.get("layer-" + layer + "/weight", Initializer.FAN_IN_UNIFORM, in, in, out);
    }

    /** Makes its weights. */
    public Parameters create(Program program, String prefix, RandomSource random) {
        return Parameters.create(program, prefix, random, (ops, weights) -> build(ops, weights, example(ops)));
    }

    /** Returns one row of zeros as input. */
    public Operand<TFloat32> example(Ops ops) {
        return ops.zeros(ops.constant(new int[] {1, in}), TFloat32.class);
    }

    private static Operand<TFloat32> dense(
            Ops ops, Weights weights, String name, Operand<TFloat32> x, int in, int out) {
        Initializer initializer = Initializer.FAN_IN_UNIFORM;
        return Layers.dense(ops, weights, name, initializer, initializer, x, in, out);
    }
}
