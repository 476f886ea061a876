package io.leeway.tensorflow.layer;

import java.util.Iterator;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;

/** The matrix products and convolutions of a graph, counted. */
public final class Products {
    private Products() {}

    /**
     * Returns the floating point operations of all matrix products and convolutions in a graph whose shapes are known,
     * a multiplication and an addition counting as two. What functions do that it calls is not counted.
     */
    public static double operations(Graph graph) {
        double operations = 0;
        for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); ) {
            GraphOperation operation = all.next();
            operations += switch (operation.type()) {
                case "MatMul", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3" ->
                    2 * size(operation) * inner(operation);
                case "Conv2D" -> 2 * size(operation) * size(operation, 1) / width(operation);
                default -> 0;
            };
        }
        return operations;
    }

    /**
     * Each value of the product is the sum of so many: all of the first factor, of which each is used once a column.
     */
    private static double inner(GraphOperation product) {
        return size(product, 0) * width(product) / size(product);
    }

    private static double size(GraphOperation operation) {
        return operation.output(0).shape().size();
    }

    private static double size(GraphOperation operation, int input) {
        return operation.input(input).shape().size();
    }

    /** Returns the last size of the output: a product's columns, a convolution's channels. */
    private static double width(GraphOperation operation) {
        return operation.output(0).shape().get(-1);
    }
}
