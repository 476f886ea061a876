package io.leeway.tensorflow.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Kernels;
import io.leeway.tensorflow.graph.SumOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The graph gives the same bits each time, and runs on a GPU. */
final class PetsGraphTest {
    @ParameterizedTest
    @EnumSource(Activation.class)
    void addsEverythingUpInOneOrder(Activation activation) {
        try (PetsProgram program = program(activation)) {
            assertThat(SumOrder.undecided(program.program())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void everyOperationHasAKernelForTheGpu(Activation activation) {
        Kernels kernels = Kernels.ofTheGpu();
        try (PetsProgram program = program(activation)) {
            assertThat(kernels.missing(program.program())).isEmpty();
        }
    }

    private static PetsProgram program(Activation activation) {
        return new PetsProgram(
                Configs.small(activation, 60, 5),
                3,
                2,
                true,
                RowScale.none(5),
                RowScale.none(4),
                Backend.open(Device.CPU),
                RandomSource.of(1));
    }
}
