package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.algorithm.Edac;
import io.leeway.tensorflow.agent.algorithm.EdacConfig;
import io.leeway.tensorflow.agent.algorithm.SacN;
import io.leeway.tensorflow.agent.algorithm.SacNConfig;
import io.leeway.tensorflow.agent.update.AgentConfig;
import io.leeway.tensorflow.graph.SumOrder;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedExperience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates give the same bits each time, however threads come in between each other. */
final class AgentSumOrderTest {
    private static final Task TASK = new Task(3, 2);

    private final Dataset dataset = new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
            .walk(RandomSource.of(1), 60, true)
            .build();

    @ParameterizedTest
    @EnumSource
    void addsEverythingUpInOneOrder(Agents algorithm) {
        assertDecided(algorithm.create(Configs.agent(true), TASK, dataset, RandomSource.of(1)));
    }

    @Test
    void soDoEnsembles() {
        AgentConfig config = Configs.agent(true);
        assertDecided(new SacN(new SacNConfig(5, config), TASK, dataset, RandomSource.of(1), Device.CPU));
        assertDecided(new Edac(new EdacConfig(5, 1, config), TASK, dataset, RandomSource.of(1), Device.CPU));
    }

    private void assertDecided(Agent made) {
        try (NetworkAgent agent = (NetworkAgent) made) {
            agent.update(new FixedExperience(dataset.transitions()), 1);
            assertThat(SumOrder.undecided(agent.program())).isEmpty();
        }
    }
}
