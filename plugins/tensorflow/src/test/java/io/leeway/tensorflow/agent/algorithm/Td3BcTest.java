package io.leeway.tensorflow.agent.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.agent.Configs;
import io.leeway.tensorflow.agent.TrainedBytes;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedExperience;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Td3BcTest {
    private static final Task TASK = new Task(3, 2);

    private final Dataset dataset = new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
            .walk(RandomSource.of(1), 60, true)
            .walk(RandomSource.of(2), 60, false)
            .build();
    private final FixedExperience experience = new FixedExperience(dataset.transitions());

    @Test
    void imitatesTheDataWhereTheValueHasNoWeight() {
        Transitions transitions = dataset.transitions();
        for (int i = 0; i < transitions.count(); i++) {
            transitions.actions()[2 * i] = 0.6f;
            transitions.actions()[2 * i + 1] = -0.3f;
        }
        try (Td3Bc agent = new Td3Bc(Configs.td3Bc(0, 0.99, 2e-3), TASK, dataset, RandomSource.of(8), Device.CPU)) {
            Map<String, Double> figures = agent.update(new FixedExperience(transitions), 400);
            assertThat(figures.get("actor_loss")).isEqualTo(figures.get("imitation_loss"));
            float[] actions = new float[20];
            agent.policy().act(transitions.observations(), 10, actions);
            for (int i = 0; i < 10; i++) {
                assertThat(actions[2 * i]).isCloseTo(0.6f, Offset.offset(0.1f));
                assertThat(actions[2 * i + 1]).isCloseTo(-0.3f, Offset.offset(0.1f));
            }
        }
    }

    @Test
    void isTheSameToTheByteHoweverManyUpdatesAreAskedForAtOnce(@TempDir Path directory) throws Exception {
        byte[] together = TrainedBytes.of(agent(3), experience, directory.resolve("together"), 23);
        byte[] apart = TrainedBytes.of(agent(3), experience, directory.resolve("apart"), 1, 8, 14);
        assertThat(apart).isEqualTo(together);
    }

    @Test
    void actsAndValuesThousandsOfRowsAsItDoesOne() {
        int count = 3000;
        float[] observations = new float[count * TASK.observationSize()];
        RandomSource.of(9).fillGaussian(observations, 0, observations.length);
        float[] actions = new float[count * TASK.actionSize()];
        float[] values = new float[count];
        try (Td3Bc agent = agent(4)) {
            agent.policy().act(observations, count, actions);
            agent.critic().orElseThrow().value(observations, actions, count, values);
            for (int row : new int[] {0, 1023, 1024, 2999}) {
                float[] observation = Arrays.copyOfRange(observations, row * 3, row * 3 + 3);
                float[] action = new float[2];
                agent.policy().act(observation, 1, action);
                assertThat(action[0]).isCloseTo(actions[2 * row], Offset.offset(1e-5f));
                assertThat(action[1]).isCloseTo(actions[2 * row + 1], Offset.offset(1e-5f));
                float[] value = new float[1];
                agent.critic().orElseThrow().value(observation, action, 1, value);
                assertThat(value[0]).isCloseTo(values[row], Offset.offset(1e-5f));
            }
        }
    }

    @Test
    void saysAtWhichUpdateALossWasLostAndKeepsTheStateBefore(@TempDir Path directory) throws Exception {
        Transitions broken = dataset.transitions();
        broken.rewards()[17] = Float.NaN;
        try (Td3Bc agent = agent(5)) {
            agent.update(experience, 3);
            byte[] before = TrainedBytes.of(agent, directory);
            assertThatThrownBy(() -> agent.update(new FixedExperience(broken), 50))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageMatching("The critic loss of td3-bc was no longer finite at update \\d+\\. See that the"
                            + " experience has no extreme or missing values, and lower the"
                            + " learning-rate \\(now 3\\.0E-4\\), for example to 7\\.5E-5\\.");
            assertThat(agent.step()).isEqualTo(3);
            assertThat(TrainedBytes.of(agent, directory)).isEqualTo(before);
            agent.update(experience, 2);
            assertThat(agent.step()).isEqualTo(5);
        }
    }

    @Test
    void refusesTheCheckpointOfOtherSizesNamingBoth(@TempDir Path directory) {
        try (Td3Bc agent = agent(6)) {
            agent.save(directory);
        }
        Td3BcConfig config = Configs.td3Bc(2.5, 0.99, 3e-4);
        try (Td3Bc other = new Td3Bc(config, TASK, dataset, RandomSource.of(7), Device.CPU)) {
            assertThatThrownBy(() -> other.load(directory))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage(
                            "The checkpoint " + directory.resolve("agent.npz") + " is of a td3-bc with hidden layers"
                                    + " [16, 8] for 3 observation and 2"
                                    + " action columns, but a td3-bc with"
                                    + " hidden layers [32, 32] for 3"
                                    + " observation and 2 action columns is"
                                    + " to go on from it. Use the"
                                    + " configuration and the data that it"
                                    + " was made with, or begin anew.");
        }
    }

    @Test
    void normalisesObservationsByTheDataset() {
        float[] actions = new float[2];
        float[] shifted = new float[2];
        Dataset moved = new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
                .walk(RandomSource.of(1), 60, true)
                .walk(RandomSource.of(2), 60, false)
                .build();
        for (int i = 0; i < moved.observations().length; i++) {
            moved.observations()[i] += 1000;
        }
        try (Td3Bc agent = agent(8);
                Td3Bc other = new Td3Bc(Configs.small(), TASK, moved, RandomSource.of(8), Device.CPU)) {
            agent.policy().act(new float[] {0.5f, 0, -0.5f}, 1, actions);
            other.policy().act(new float[] {1000.5f, 1000, 999.5f}, 1, shifted);
            assertThat(shifted[0]).isCloseTo(actions[0], Offset.offset(1e-3f));
            assertThat(shifted[1]).isCloseTo(actions[1], Offset.offset(1e-3f));
        }
    }

    private Td3Bc agent(long seed) {
        return new Td3Bc(Configs.small(), TASK, dataset, RandomSource.of(seed), Device.CPU);
    }
}
