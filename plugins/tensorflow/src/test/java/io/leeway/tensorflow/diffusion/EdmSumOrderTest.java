package io.leeway.tensorflow.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.tensorflow.diffusion.network.DenoisingNetwork;
import io.leeway.tensorflow.diffusion.network.EdmConfig;
import io.leeway.tensorflow.diffusion.network.EdmUnetConfig;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.SumOrder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training gives the same bits each time, however threads come in between each other. */
final class EdmSumOrderTest {
    /** So many windows are cut into several shards. */
    private static final EdmConfig TRAINING = Configs.training(128, 60, 0.003);

    static Stream<DenoisingNetwork> networks() {
        return Stream.of(
                new EdmUnet.UnetNetwork(new EdmUnetConfig(32, 3, 3, 8, true, TRAINING)),
                new EdmUnet.UnetNetwork(new EdmUnetConfig(32, 3, 3, 8, false, TRAINING)),
                new EdmUnet.UnetNetwork(new EdmUnetConfig(32, 3, 3, 8, true, Configs.bfloat16(TRAINING))),
                new EdmTransformer.TransformerNetwork(Configs.transformer(TRAINING)),
                new EdmMlp.MlpNetwork(Configs.mlp(TRAINING)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void addsEverythingUpInOneOrder(DenoisingNetwork network) {
        try (EdmProgram program = new EdmProgram(
                TRAINING, network, TrajectoryLayout.of(2, 1).width(), Backend.open(Device.CPU), RandomSource.of(1))) {
            assertThat(SumOrder.undecided(program.program())).isEmpty();
        }
    }
}
