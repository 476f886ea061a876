package io.leeway.tensorflow.agent.update;

import io.leeway.tensorflow.graph.Mlp;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.layer.Expressions;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A perceptron with its weights.
 *
 * @param shape its layers
 * @param parameters its weights
 */
public record Perceptron(Program program, Mlp shape, Parameters parameters) implements ActionValue {
    /** Builds the output. */
    public Operand<TFloat32> apply(Operand<TFloat32> input) {
        return shape.build(program.ops(), parameters, input);
    }

    /** {@inheritDoc} The columns of both are joined. */
    @Override
    public Operand<TFloat32> apply(Operand<TFloat32> first, Operand<TFloat32> second) {
        return apply(new Expressions(program.ops()).join(List.of(first, second)));
    }

    /** Builds the values of each hidden layer. */
    public List<Operand<TFloat32>> hidden(Operand<TFloat32> input) {
        return shape.hidden(program.ops(), parameters, input);
    }

    @Override
    public List<Operand<TFloat32>> hidden(Operand<TFloat32> first, Operand<TFloat32> second) {
        return hidden(new Expressions(program.ops()).join(List.of(first, second)));
    }

    /** Builds the gradient of a single output by all columns of two inputs. */
    public Operand<TFloat32> gradient(Operand<TFloat32> first, Operand<TFloat32> second) {
        return shape.gradient(program.ops(), parameters, new Expressions(program.ops()).join(List.of(first, second)));
    }

    @Override
    public Perceptron target(String name) {
        return new Perceptron(program, shape, parameters.copy(program, name));
    }
}
