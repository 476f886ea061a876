package io.leeway.tensorflow.agent.actor;

import io.leeway.spi.agent.ActionDistribution;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.layer.Weights;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A network that chooses actions. */
public interface Actor {
    /** Returns its weights. */
    Parameters parameters();

    /** Builds the actions to evaluate with, in [-1, 1], for scaled observations, with its weights as they are given. */
    Operand<TFloat32> act(Ops ops, Weights weights, Operand<TFloat32> observation);

    /** Builds the values of each hidden layer. */
    List<Operand<TFloat32>> hidden(Operand<TFloat32> observation);

    /** Builds what {@link #distribution} needs to know of each row. */
    Operand<TFloat32> describe(Operand<TFloat32> observation);

    /** Returns the distributions of actions that rows of {@link #describe} stand for. */
    ActionDistribution distribution(float[] description, int count);
}
