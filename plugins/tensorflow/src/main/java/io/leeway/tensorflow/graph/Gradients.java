package io.leeway.tensorflow.graph;

import io.leeway.tensorflow.layer.Layers;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/** Derivatives of a scalar. */
public final class Gradients {
    private Gradients() {}

    /**
     * Adds the gradient of {@code loss} by each of {@code inputs} to the graph.
     *
     * @throws IllegalArgumentException if the loss does not depend on one of them
     */
    public static List<Operand<TFloat32>> of(
            Program program, Operand<TFloat32> loss, List<? extends Operand<TFloat32>> inputs) {
        Output<?>[] by = inputs.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
        Output<?>[] outputs = program.graph()
                .addGradients(program.uniqueName("gradient"), new Output<?>[] {loss.asOutput()}, by, null);
        List<Operand<TFloat32>> gradients = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] == null) {
                throw new IllegalArgumentException(
                        "The loss does not depend on " + by[i].op().name());
            }
            gradients.add(outputs[i].expect(TFloat32.class));
        }
        return gradients;
    }

    /** Returns the sums, input by input, of gradients from several parts of a loss, added in the order of the parts. */
    public static List<Operand<TFloat32>> sum(Program program, List<List<Operand<TFloat32>>> parts) {
        List<Operand<TFloat32>> sums = new ArrayList<>();
        for (int i = 0; i < parts.get(0).size(); i++) {
            int input = i;
            sums.add(Layers.total(
                    program.ops(), parts.stream().map(part -> part.get(input)).toList()));
        }
        return sums;
    }
}
