package io.leeway.tensorflow.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.PolicyMove;
import io.leeway.tensorflow.agent.GraphPolicy;
import io.leeway.tensorflow.agent.algorithm.Iql;
import io.leeway.tensorflow.agent.algorithm.IqlConfig;
import io.leeway.tensorflow.agent.update.AgentConfig;
import io.leeway.tensorflow.diffusion.network.DenoisingNetwork;
import io.leeway.tensorflow.diffusion.network.EdmConfig;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Kernels;
import io.leeway.testkit.DatasetBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Training and evaluation stay on the GPU, forwards and backwards. */
final class EdmPlacementTest {
    static Stream<DenoisingNetwork> networks() {
        EdmConfig training = Configs.training();
        return Stream.of(
                new EdmUnet.UnetNetwork(Configs.unet(training)),
                new EdmUnet.UnetNetwork(Configs.unet(Configs.bfloat16(training))),
                new EdmTransformer.TransformerNetwork(Configs.transformer(training)),
                new EdmMlp.MlpNetwork(Configs.mlp(training)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyOperationHasAKernelForTheGpu(DenoisingNetwork network) {
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

    @ParameterizedTest
    @EnumSource(PolicyMove.Form.class)
    void soHasEveryOperationOfTheWholeGuidedLoop(PolicyMove.Form form) {
        Kernels kernels = Kernels.ofTheGpu();
        TrajectoryLayout layout = TrajectoryLayout.of(2, 1);
        Normalizer normalizer = new Normalizer(layout, new float[layout.width()], new float[] {1, 1, 1, 1, 0});
        PolicyMove.Ascent ascent =
                form == PolicyMove.Form.PROXIMAL ? PolicyMove.Ascent.GRADIENT : PolicyMove.Ascent.DIRECTION;
        PolicyMove move = new PolicyMove(form, new double[] {1, 1}, 9.0, ascent);
        AgentConfig config = new AgentConfig(0.99, 0.005, 3e-3, 1e-5, 16, List.of(8), true, 1, 0);
        try (EdmProgram program = new EdmProgram(
                        Configs.training(),
                        new EdmUnet.UnetNetwork(Configs.small()),
                        layout.width(),
                        Backend.open(Device.CPU),
                        RandomSource.of(1));
                Agent agent = new Iql(
                        new IqlConfig(0.7, 3, 1e6, config),
                        new Task(2, 1),
                        new DatasetBuilder(2, 1)
                                .walk(RandomSource.of(1), 20, true)
                                .build(),
                        RandomSource.of(2),
                        Device.CPU)) {
            GraphPolicy policy = GraphPolicy.of(agent.policy()).orElseThrow();
            LoopGraph.build(program, normalizer, LoopGraph.Shape.of(2, true, move, policy), move, policy);
            assertThat(kernels.missing(program.program())).isEmpty();
        }
    }
}
