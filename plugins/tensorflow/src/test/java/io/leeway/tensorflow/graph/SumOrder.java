package io.leeway.tensorflow.graph;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;

/**
 * Finds sums whose order, and so whose last bits, depend on timing.
 *
 * <p>AddN adds into the first of its inputs that nothing else needs any more, and starts from that one. With two inputs
 * this makes no difference; with more it makes none where the first input has no other use, for then it is always that
 * one.
 */
public final class SumOrder {
    /** What gives its input's memory on as its output. */
    private static final Set<String> ALIASES =
            Set.of("Reshape", "Identity", "StopGradient", "ExpandDims", "Squeeze", "ReadVariableOp", "Sum");

    private SumOrder() {}

    /** Returns the sums of a program that may begin with one input or another, with the type of their first. */
    public static List<String> undecided(Program program) {
        List<String> found = new ArrayList<>();
        for (Iterator<GraphOperation> all = program.graph().operations(); all.hasNext(); ) {
            GraphOperation operation = all.next();
            if (operation.type().equals("AddN") && operation.numInputs() > 2 && shared(operation.input(0))) {
                found.add(operation.name() + " of " + operation.numInputs() + ", first "
                        + operation.input(0).op().name());
            }
        }
        return found;
    }

    private static boolean shared(Output<?> tensor) {
        GraphOperation source = (GraphOperation) tensor.op();
        if (source.numConsumers(tensor.index()) > 1) {
            return true;
        }
        return (ALIASES.contains(source.type()) || takesWholeRows(source)) && shared(source.input(0));
    }

    /** A slice of whole rows stays where they are; any other is copied. */
    private static boolean takesWholeRows(GraphOperation operation) {
        if (!operation.type().equals("Slice")) {
            return false;
        }
        Shape from = operation.input(0).shape();
        Shape to = operation.output(0).shape();
        return from.isUnknown()
                || to.isUnknown()
                || from.numDimensions() < 2
                || IntStream.range(1, from.numDimensions()).allMatch(i -> to.get(i) == from.get(i) || to.get(i) < 0);
    }
}
