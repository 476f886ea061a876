package io.leeway.tensorflow.agent;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The networks of an algorithm, and one update of them. */
interface Algorithm {
    /** Returns what acts. */
    Actor actor();

    /** Returns the critics whose smallest value the agent's critic tells; none where the algorithm has none. */
    default List<Network> critics() {
        return List.of();
    }

    /**
     * Builds one update, after all those built before.
     *
     * @return scalars by snake_case name, in the same order each time
     */
    Map<String, Operand<TFloat32>> update(Minibatch batch);
}
