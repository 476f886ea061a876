package io.leeway.tensorflow.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Kernels;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training and evaluation stay on the GPU, forwards and backwards. */
final class EdmPlacementTest {
    static Stream<Network> networks() {
        EdmConfig training = Configs.training();
        return Stream.of(
                new EdmUnet.UnetNetwork(Configs.unet(training)),
                new EdmUnet.UnetNetwork(Configs.unet(Configs.bfloat16(training))),
                new EdmTransformer.TransformerNetwork(Configs.transformer(training)),
                new EdmMlp.MlpNetwork(Configs.mlp(training)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyOperationHasAKernelForTheGpu(Network network) {
        Kernels kernels = Kernels.ofTheGpu();
        try (EdmProgram program = new EdmProgram(
                Configs.training(),
                network,
                TrajectoryLayout.of(2, 1).width(),
                Backend.open(Device.CPU),
                RandomSource.of(1))) {
            assertThat(kernels.missing(program.program())).isEmpty();
        }
    }
}
