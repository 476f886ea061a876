package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedExperience;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VitalsTest {
    private static final Task TASK = new Task(3, 2);

    private final Dataset dataset = new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
            .walk(RandomSource.of(1), 60, true)
            .build();
    private final FixedExperience experience = new FixedExperience(dataset.transitions());

    @Test
    void areTheSameAtTheSameStepAndChangeNothing() {
        try (Agent agent = agent(Agents.TD3_BC)) {
            Map<String, Double> figures = agent.examine(experience);
            assertThat(agent.examine(experience)).isEqualTo(figures);
            assertThat(agent.step()).isZero();
            assertThat(figures.keySet())
                    .containsExactly("dead_units", "saturated_actions", "saturated_data_actions", "value_over_bound");
            assertThat(figures.get("dead_units")).isBetween(0.0, 0.5);
            assertThat(figures.get("saturated_actions")).isZero();
        }
    }

    @Test
    void tellUnitsThatAreDeadAndActionsAtTheirBounds(@TempDir Path directory) {
        try (Agent agent = agent(Agents.BC)) {
            agent.save(directory);
            Path file = directory.resolve("agent.npz");
            NumpyArchive archive = NumpyArchive.read(file);
            // The second hidden layer has 8 units: with these biases none is ever above 0, and the output is its bias
            // alone.
            change(archive, "variables/actor/layer-1/bias", -1000);
            change(archive, "variables/actor/layer-2/bias", 5);
            archive.write(file);
            agent.load(directory);

            Map<String, Double> figures = agent.examine(experience);

            assertThat(figures.get("dead_units")).isGreaterThanOrEqualTo(0.5);
            assertThat(figures.get("saturated_actions")).isEqualTo(1);
            assertThat(figures).doesNotContainKey("value_over_bound");
        }
    }

    @Test
    void tellValuesBeyondWhatRewardsCanAddUpTo(@TempDir Path directory) {
        double largest = 0;
        for (float reward : dataset.rewards()) {
            largest = Math.max(largest, Math.abs(reward));
        }
        try (Agent agent = agent(Agents.IQL)) {
            agent.save(directory);
            Path file = directory.resolve("agent.npz");
            NumpyArchive archive = NumpyArchive.read(file);
            for (int critic = 0; critic < 2; critic++) {
                change(archive, "variables/critic-" + critic + "/layer-2/bias", (float) (300 * largest));
            }
            archive.write(file);
            agent.load(directory);

            // A discount of 0.99 lets rewards add up to 100 times the largest.
            assertThat(agent.examine(experience).get("value_over_bound")).isCloseTo(3, Offset.offset(0.1));
        }
    }

    /** Fills an array of an archive, which hands out its own. */
    private static void change(NumpyArchive archive, String name, float value) {
        Arrays.fill(archive.floats(name), value);
    }

    private Agent agent(Agents algorithm) {
        return algorithm.create(Configs.agent(true), TASK, dataset, RandomSource.of(1));
    }
}
