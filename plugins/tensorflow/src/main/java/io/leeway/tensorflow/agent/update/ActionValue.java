package io.leeway.tensorflow.agent.update;

import io.leeway.tensorflow.graph.Parameters;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network that tells the value of an action. */
public interface ActionValue {
    /** Returns its weights. */
    Parameters parameters();

    /** Builds the values of actions, one column. */
    Operand<TFloat32> apply(Operand<TFloat32> observation, Operand<TFloat32> action);

    /** Builds the values of each hidden layer. */
    List<Operand<TFloat32>> hidden(Operand<TFloat32> observation, Operand<TFloat32> action);

    /** Returns another that begins with the same weights, to follow this one. */
    ActionValue target(String name);
}
