package io.leeway.tensorflow.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * A part of a graph that XLA compiles as one piece.
 *
 * <p>What is marked so is compiled at its first run, for the shapes that its arguments are built with, and whatever the
 * process's environment says; all else in the program runs as ever.
 */
public final class CompiledFunction {
    private CompiledFunction() {}

    /**
     * Adds a call of a function to the graph.
     *
     * @param name unique within the program
     * @param arguments of known shapes
     * @param body builds the function's result from its parameters, which stand for the arguments
     * @param compile whether XLA compiles it; else it runs operation by operation
     */
    public static Operand<TFloat32> call(
            Program program,
            String name,
            List<? extends Operand<TFloat32>> arguments,
            BiFunction<Ops, List<Operand<TFloat32>>, Operand<TFloat32>> body,
            boolean compile) {
        try (ConcreteFunction function = ConcreteFunction.create(ops -> define(ops, name, arguments, body))) {
            program.graph().attachFunction(function);
            DataType[] inputs = new DataType[arguments.size()];
            Arrays.fill(inputs, DataType.DT_FLOAT);
            return program.graph()
                    .opBuilder("PartitionedCall", name, program.graph().baseScope())
                    .addInputList(arguments.stream().map(Operand::asOutput).toArray(Output<?>[]::new))
                    .setAttr("f", function)
                    .setAttr("Tin", inputs)
                    .setAttr("Tout", new DataType[] {DataType.DT_FLOAT})
                    .setAttr("_XlaMustCompile", compile)
                    .build()
                    .<TFloat32>output(0)
                    .expect(TFloat32.class);
        }
    }

    private static Signature define(
            Ops ops,
            String name,
            List<? extends Operand<TFloat32>> arguments,
            BiFunction<Ops, List<Operand<TFloat32>>, Operand<TFloat32>> body) {
        Signature.Builder signature = Signature.builder().key(name);
        List<Operand<TFloat32>> parameters = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Operand<TFloat32> parameter = ops.placeholder(
                    TFloat32.class,
                    Placeholder.shape(arguments.get(i).asOutput().shape()));
            signature.input("argument_" + i, parameter);
            parameters.add(parameter);
        }
        return signature.output("result", body.apply(ops, parameters)).build();
    }
}
