package io.leeway.tensorflow.agent;

import io.leeway.tensorflow.graph.Expressions;
import io.leeway.tensorflow.graph.Mlp;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A perceptron with its weights.
 *
 * @param shape its layers
 * @param parameters its weights
 */
record Network(Program program, Mlp shape, Parameters parameters) {
    /** Builds the output. */
    Operand<TFloat32> apply(Operand<TFloat32> input) {
        return shape.build(program.ops(), parameters, input);
    }

    /** Builds the output for two inputs whose columns are joined. */
    Operand<TFloat32> apply(Operand<TFloat32> first, Operand<TFloat32> second) {
        return apply(new Expressions(program.ops()).join(List.of(first, second)));
    }

    /** Builds the values of each hidden layer. */
    List<Operand<TFloat32>> hidden(Operand<TFloat32> input) {
        return shape.hidden(program.ops(), parameters, input);
    }

    /** Builds the gradient of a single output by all columns of two inputs. */
    Operand<TFloat32> gradient(Operand<TFloat32> first, Operand<TFloat32> second) {
        return shape.gradient(program.ops(), parameters, new Expressions(program.ops()).join(List.of(first, second)));
    }

    /** Returns another that begins with the same weights, to follow this one. */
    Network target(String name) {
        return new Network(program, shape, parameters.copy(program, name));
    }
}
