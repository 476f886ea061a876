package io.leeway.tensorflow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.tensorflow.layer.Layers;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

final class BackendTest {
    @Test
    void aGpuThatIsDemandedAndNotThereIsAnErrorThatSaysWhatToDo() {
        Assumptions.assumeFalse(Backend.open(Device.AUTO).gpu(), "this machine has a GPU");
        assertThatThrownBy(() -> Backend.open(Device.GPU))
                .isInstanceOf(LeewayException.class)
                .hasMessageStartingWith("A GPU is demanded, but none can be used: ")
                .hasMessageEndingWith(" Or choose the CPU as device.");
    }

    @Test
    void theCpuIsUsedWhereItIsAskedFor() {
        assertThat(Backend.open(Device.CPU).gpu()).isFalse();
    }

    /** What TensorFlow makes of the graph before it runs it would undo {@link Layers#fork}. */
    @Test
    void sumsOfTwoGradientsAreNotMadeOneOfMore() {
        try (Program program = new Program(Backend.open(Device.CPU));
                TFloat32 values = Floats.tensor(new float[] {1, 2, 3, 4}, 4)) {
            Ops ops = program.ops();
            var x = program.input(4);
            Operand<TFloat32> fork = Layers.fork(ops, x);
            Operand<TFloat32> loss = Layers.sum(
                    ops, Layers.total(ops, List.of(ops.math.square(fork), ops.math.exp(fork), ops.math.sin(x))));
            Operand<TFloat32> gradient = Gradients.of(program, loss, List.of(x)).get(0);
            RunOptions options =
                    RunOptions.newBuilder().setOutputPartitionGraphs(true).build();
            try (Result result = program.runner()
                    .feed(x, values)
                    .fetch(gradient)
                    .setOptions(options)
                    .runAndFetchMetadata()) {
                assertThat(result.getMetadata().orElseThrow().getPartitionGraphsList())
                        .flatExtracting(GraphDef::getNodeList)
                        .filteredOn(node -> node.getOp().equals("AddN"))
                        .hasSize(2)
                        .allSatisfy(sum ->
                                assertThat(sum.getAttrOrThrow("N").getI()).isEqualTo(2));
            }
        }
    }

    @Test
    void functionsAreCompiledWithoutAnyEnvironmentVariable() {
        assertThat(System.getenv("TF_XLA_FLAGS")).isNull();
        assertThat(Backend.open(Device.CPU).compiles()).isTrue();
    }
}
