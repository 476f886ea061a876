package io.leeway.tensorflow.diffusion.network;

import io.leeway.tensorflow.layer.Initializer;
import io.leeway.tensorflow.layer.LayerNorm;
import io.leeway.tensorflow.layer.Layers;
import io.leeway.tensorflow.layer.Precision;
import io.leeway.tensorflow.layer.Weights;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The residual perceptron of SynthER (Lu et al. 2023): the embedding of the noise level is added to the projected row,
 * and each block adds dense(ReLU(layer normalisation(x))).
 */
public final class ResidualMlp {
    private static final int EMBEDDING = 128;

    private final EdmMlpConfig config;
    private final Precision precision;
    private final int batch;
    private final int columns;
    private final Ops ops;
    private final Weights weights;

    public ResidualMlp(EdmMlpConfig config, int batch, int columns, Ops ops, Weights weights) {
        this.config = config;
        this.precision = config.training().precision();
        this.batch = batch;
        this.columns = columns;
        this.ops = ops;
        this.weights = weights;
    }

    /** Builds F for batch × 1 × columns; see {@link DenoisingNetwork.Builder#build}. */
    public Operand<TFloat32> build(Operand<TFloat32> x, Operand<TFloat32> conditioning) {
        int width = config.width();
        Operand<TFloat32> embedding = new NoiseEmbedding(ops, weights, EMBEDDING).build(conditioning);
        Operand<TFloat32> hidden = ops.math.add(
                dense("in", Layers.reshape(ops, x, batch, columns), columns, width),
                dense("noise", embedding, EMBEDDING, width));
        for (int block = 0; block < config.depth(); block++) {
            String name = "block-" + block;
            Operand<TFloat32> normal = ops.nn.biasAdd(
                    ops.math.mul(
                            LayerNorm.build(ops, hidden, width),
                            weights.get(name + "/norm/gain", Initializer.ONES, 1, width)),
                    weights.get(name + "/norm/bias", Initializer.ZEROS, 1, width));
            hidden = ops.math.add(hidden, dense(name, ops.nn.relu(normal), width, width));
        }
        Operand<TFloat32> output = Layers.dense(
                ops, weights, "out", Initializer.ZEROS, Initializer.ZEROS, ops.nn.relu(hidden), width, columns);
        return Layers.reshape(ops, output, batch, 1, columns);
    }

    private Operand<TFloat32> dense(String name, Operand<TFloat32> x, int in, int out) {
        return Layers.dense(ops, weights, precision, name, Initializer.ZEROS, x, in, out);
    }
}
