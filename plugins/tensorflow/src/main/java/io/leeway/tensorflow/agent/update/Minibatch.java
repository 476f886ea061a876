package io.leeway.tensorflow.agent.update;

import java.util.function.Supplier;
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
 * @param real one column: 1 where the experience is real, 0 where it is synthetic; it is asked of the experience for an
 *     algorithm that asks, and for no other
 * @param nextAction what the data did next; it is drawn for an algorithm that asks, and for no other
 */
public record Minibatch(
        Operand<TFloat32> observation,
        Operand<TFloat32> action,
        Operand<TFloat32> reward,
        Operand<TFloat32> nextObservation,
        Operand<TFloat32> goesOn,
        Supplier<Operand<TFloat32>> real,
        Supplier<NextAction> nextAction) {
    /**
     * The actions that the data took in the next observations.
     *
     * @param action in [-1, 1]
     * @param known one column: 1 where there is one, 0 elsewhere, as at the end of an episode
     */
    public record NextAction(Operand<TFloat32> action, Operand<TFloat32> known) {}
}
