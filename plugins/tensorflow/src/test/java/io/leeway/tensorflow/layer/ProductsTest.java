package io.leeway.tensorflow.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

final class ProductsTest {
    @Test
    void countsMultiplicationsAndAdditions() {
        try (Graph graph = new Graph()) {
            Ops ops = Ops.create(graph);
            ops.linalg.matMul(zeros(ops, 3, 5), zeros(ops, 5, 7));
            assertThat(Products.operations(graph)).isEqualTo(2 * 3 * 5 * 7);
            ops.linalg.matMul(zeros(ops, 5, 3), zeros(ops, 7, 5), MatMul.transposeA(true), MatMul.transposeB(true));
            assertThat(Products.operations(graph)).isEqualTo(2 * 2 * 3 * 5 * 7);
            Precision.FLOAT32.batchMatMul(ops, zeros(ops, 4, 3, 5), zeros(ops, 4, 5, 7));
            assertThat(Products.operations(graph)).isEqualTo(2 * (2 + 4) * 3 * 5 * 7);
        }
    }

    @Test
    void countsConvolutionsAndNothingElse() {
        try (Graph graph = new Graph()) {
            Ops ops = Ops.create(graph);
            Operand<TFloat32> x = zeros(ops, 1, 6, 8, 3);
            ops.nn.conv2d(x, zeros(ops, 1, 3, 3, 10), List.of(1L, 1L, 1L, 1L), "SAME");
            ops.math.add(x, x);
            assertThat(Products.operations(graph)).isEqualTo(2 * 6 * 8 * 3 * 3 * 10);
        }
    }

    private static Operand<TFloat32> zeros(Ops ops, int... shape) {
        return ops.zeros(ops.constant(shape), TFloat32.class);
    }
}
