package io.leeway.tensorflow.agent;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The transitions of one update, each of shape batch × columns.
 *
 * @param observation scaled
 * @param action in [-1, 1]
 * @param reward one column, scaled
 * @param nextObservation scaled
 * @param goesOn one column: 0 where the environment terminated, 1 elsewhere, at a time limit too
 */
record Minibatch(
        Operand<TFloat32> observation,
        Operand<TFloat32> action,
        Operand<TFloat32> reward,
        Operand<TFloat32> nextObservation,
        Operand<TFloat32> goesOn) {}
