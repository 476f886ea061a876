package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.graph.Kernels;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedExperience;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates and policies stay on the GPU. */
final class AgentPlacementTest {
    private static final Task TASK = new Task(3, 2);

    private final Dataset dataset = new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
            .walk(RandomSource.of(1), 60, true)
            .build();

    @ParameterizedTest
    @EnumSource
    void everyOperationHasAKernelForTheGpu(Agents algorithm) {
        Kernels kernels = Kernels.ofTheGpu();
        try (NetworkAgent agent =
                (NetworkAgent) algorithm.create(Configs.agent(true), TASK, dataset, RandomSource.of(1))) {
            agent.update(new FixedExperience(dataset.transitions()), 1);
            assertThat(kernels.missing(agent.program())).isEmpty();
        }
    }
}
