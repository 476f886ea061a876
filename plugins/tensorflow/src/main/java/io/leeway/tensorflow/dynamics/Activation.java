package io.leeway.tensorflow.dynamics;

import io.leeway.tensorflow.layer.Layers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What follows a hidden layer. */
public enum Activation {
    /** The positive part. */
    RELU,
    /** x · sigmoid(x), as in PETS. */
    SWISH;

    Operand<TFloat32> build(Ops ops, Operand<TFloat32> x) {
        return this == RELU ? ops.nn.relu(x) : Layers.swish(ops, x);
    }
}
