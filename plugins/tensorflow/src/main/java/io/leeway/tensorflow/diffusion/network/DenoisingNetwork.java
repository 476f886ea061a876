package io.leeway.tensorflow.diffusion.network;

import io.leeway.tensorflow.layer.Products;
import io.leeway.tensorflow.layer.Weights;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A network F(x; c) that a denoiser trains and runs. */
public interface DenoisingNetwork {
    /** Returns everything that its weights' shapes and meaning depend on, in words. */
    String description();

    /** Returns the rows of a trajectory. */
    int horizon();

    /** Returns whether a row has its own next observation. */
    default boolean ownNextObservation() {
        return false;
    }

    /** Returns where to build it, which needs to know its sizes. */
    Builder builder(Ops ops, Weights weights, int batch, int columns);

    /**
     * Returns the floating point operations of the matrix products and convolutions in one evaluation.
     *
     * @param batch trajectories
     * @param conditioning conditioning inputs of each, with the noise level
     */
    default double operations(int batch, int columns, int conditioning) {
        try (Graph scratch = new Graph()) {
            Ops ops = Ops.create(scratch);
            builder(ops, (name, initializer, fanIn, shape) -> zeros(ops, shape), batch, columns)
                    .build(zeros(ops, batch, horizon(), columns), zeros(ops, batch, conditioning));
            return Products.operations(scratch);
        }
    }

    private static Operand<TFloat32> zeros(Ops ops, int... shape) {
        return ops.zeros(ops.constant(shape), TFloat32.class);
    }

    /** A network's description, built into a graph. */
    @FunctionalInterface
    interface Builder {
        /**
         * Builds F(x; c).
         *
         * @param x batch × horizon × columns
         * @param conditioning batch × values: what {@link NoiseEmbedding} takes
         * @return batch × horizon × columns
         */
        Operand<TFloat32> build(Operand<TFloat32> x, Operand<TFloat32> conditioning);
    }
}
