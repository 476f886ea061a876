package io.leeway.tensorflow.agent.update;

import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.layer.Expressions;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A network that tells the values of all choices of a discrete action at once, Q(s, ·).
 *
 * @param network maps observations to a column for each choice
 */
public record ChoiceValue(Perceptron network) implements ActionValue {
    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    /** Builds the values of all choices, a column each. */
    public Operand<TFloat32> all(Operand<TFloat32> observation) {
        return network.apply(observation);
    }

    @Override
    public Operand<TFloat32> apply(Operand<TFloat32> observation, Operand<TFloat32> action) {
        Expressions math = new Expressions(network.program().ops());
        return math.sumOfRow(math.multiply(all(observation), action));
    }

    @Override
    public List<Operand<TFloat32>> hidden(Operand<TFloat32> observation, Operand<TFloat32> action) {
        return network.hidden(observation);
    }

    @Override
    public ChoiceValue target(String name) {
        return new ChoiceValue(network.target(name));
    }
}
