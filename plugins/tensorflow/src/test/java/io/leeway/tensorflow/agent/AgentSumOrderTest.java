package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.agent.algorithm.Edac;
import io.leeway.tensorflow.agent.algorithm.EdacConfig;
import io.leeway.tensorflow.agent.algorithm.SacN;
import io.leeway.tensorflow.agent.algorithm.SacNConfig;
import io.leeway.tensorflow.graph.SumOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates give the same bits each time, however threads come in between each other. */
final class AgentSumOrderTest {
    @ParameterizedTest
    @EnumSource
    void addsEverythingUpInOneOrder(Agents algorithm) {
        assertDecided(UpdatedAgents.of(algorithm));
    }

    @Test
    void soDoEnsembles() {
        SacNConfig sacN = new SacNConfig(5, Configs.agent(true));
        assertDecided(UpdatedAgents.of(
                new SacN(sacN, UpdatedAgents.TASK, UpdatedAgents.DATASET, RandomSource.of(1), Device.CPU)));
        EdacConfig edac = new EdacConfig(5, 1, Configs.agent(true));
        assertDecided(UpdatedAgents.of(
                new Edac(edac, UpdatedAgents.TASK, UpdatedAgents.DATASET, RandomSource.of(1), Device.CPU)));
    }

    private static void assertDecided(NetworkAgent updated) {
        try (NetworkAgent agent = updated) {
            assertThat(SumOrder.undecided(agent.program())).isEmpty();
        }
    }
}
