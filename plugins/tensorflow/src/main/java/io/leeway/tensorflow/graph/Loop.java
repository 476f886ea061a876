package io.leeway.tensorflow.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** The same part of a graph again and again in one run, which XLA compiles as the loop that it is. */
public final class Loop {
    private final Ops ops;
    private final String name;
    private final int rounds;

    /** The body of a loop: the state after a round, built from the state before. */
    @FunctionalInterface
    public interface Round {
        /**
         * Builds a round.
         *
         * @param index which round it is, from 0: a scalar
         * @param state as the round before left it
         * @param constants the same in every round
         * @return the new state, of the same shapes
         */
        List<Operand<TFloat32>> build(
                Ops ops, Operand<TInt32> index, List<Operand<TFloat32>> state, List<Operand<TFloat32>> constants);
    }

    /**
     * Prepares a loop.
     *
     * @param ops of the graph that it becomes part of
     * @param name unique within the program
     * @param rounds how many there are
     */
    public Loop(Ops ops, String name, int rounds) {
        this.ops = ops;
        this.name = name;
        this.rounds = rounds;
    }

    /** Adds the loop, and returns the state after its last round; state and constants have known shapes. */
    public List<Operand<TFloat32>> run(List<Operand<TFloat32>> state, List<Operand<TFloat32>> constants, Round round) {
        List<Operand<?>> inputs = new ArrayList<>();
        inputs.add(ops.constant(0));
        inputs.addAll(state);
        inputs.addAll(constants);
        try (ConcreteFunction condition = ConcreteFunction.create(building -> condition(building, inputs));
                ConcreteFunction body =
                        ConcreteFunction.create(building -> body(building, inputs, state.size(), round))) {
            Graph graph = (Graph) ops.scope().env();
            graph.attachFunction(condition);
            graph.attachFunction(body);
            List<Operand<TFloat32>> last = new ArrayList<>();
            for (Operand<?> output : ops.statelessWhile(inputs, condition, body).output()) {
                if (output.asOutput().index() >= 1 && output.asOutput().index() <= state.size()) {
                    last.add(output.asOutput().expect(TFloat32.class));
                }
            }
            return last;
        }
    }

    private Signature condition(Ops building, List<Operand<?>> inputs) {
        Signature.Builder signature = Signature.builder().key(name + "_goes_on");
        Parameters parameters = new Parameters(building, signature, inputs);
        Operand<TBool> goesOn = building.math.less(parameters.index, building.constant(rounds));
        return signature.output("goes_on", goesOn).build();
    }

    private Signature body(Ops building, List<Operand<?>> inputs, int states, Round round) {
        Signature.Builder signature = Signature.builder().key(name + "_round");
        Parameters parameters = new Parameters(building, signature, inputs);
        List<Operand<TFloat32>> state = parameters.values.subList(0, states);
        List<Operand<TFloat32>> constants = parameters.values.subList(states, parameters.values.size());
        signature.output("index", building.math.add(parameters.index, building.constant(1)));
        List<Operand<TFloat32>> outputs = new ArrayList<>(round.build(building, parameters.index, state, constants));
        outputs.addAll(constants);
        for (int i = 0; i < outputs.size(); i++) {
            signature.output("output_" + i, building.identity(outputs.get(i)));
        }
        return signature.build();
    }

    /** The stand-ins for the loop's inputs in one of its functions. */
    private static final class Parameters {
        private final Operand<TInt32> index;
        private final List<Operand<TFloat32>> values = new ArrayList<>();

        Parameters(Ops building, Signature.Builder signature, List<Operand<?>> inputs) {
            index = parameter(building, signature, TInt32.class, 0, Shape.scalar());
            for (int i = 1; i < inputs.size(); i++) {
                Shape shape = inputs.get(i).asOutput().shape();
                values.add(parameter(building, signature, TFloat32.class, i, shape));
            }
        }

        private static <T extends TType> Operand<T> parameter(
                Ops building, Signature.Builder signature, Class<T> type, int index, Shape shape) {
            Operand<T> parameter = building.placeholder(type, Placeholder.shape(shape));
            signature.input("input_" + index, parameter);
            return parameter;
        }
    }
}
