package io.leeway.tensorflow.layer;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A network's weights by name, asked for while it is built, so that one description serves to make the weights, to
 * train them, and to run with their averages.
 */
@FunctionalInterface
public interface Weights {
    /**
     * Returns a weight.
     *
     * @param name unique within the network
     * @param initializer what first values it takes
     * @param fanIn how many inputs feed one output
     * @param shape its shape
     */
    Operand<TFloat32> get(String name, Initializer initializer, int fanIn, int... shape);
}
