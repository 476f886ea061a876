package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.tensorflow.graph.Kernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates and policies stay on the GPU. */
final class AgentPlacementTest {
    @ParameterizedTest
    @EnumSource
    void everyOperationHasAKernelForTheGpu(Agents algorithm) {
        Kernels kernels = Kernels.ofTheGpu();
        try (NetworkAgent agent = UpdatedAgents.of(algorithm)) {
            assertThat(kernels.missing(agent.program())).isEmpty();
        }
    }
}
