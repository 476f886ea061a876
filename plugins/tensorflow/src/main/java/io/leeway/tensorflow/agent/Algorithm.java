package io.leeway.tensorflow.agent;

import io.leeway.tensorflow.agent.actor.Actor;
import io.leeway.tensorflow.agent.update.ActionValue;
import io.leeway.tensorflow.agent.update.Minibatch;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The networks of an algorithm, and one update of them. */
public interface Algorithm {
    /** Returns what acts. */
    Actor actor();

    /** Returns the critics whose smallest value the agent's critic tells; none where the algorithm has none. */
    default List<? extends ActionValue> critics() {
        return List.of();
    }

    /**
     * Builds one update, after all those built before.
     *
     * @return scalars by snake_case name, in the same order each time
     */
    Map<String, Operand<TFloat32>> update(Minibatch batch);
}
