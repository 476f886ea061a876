package io.leeway.tensorflow.agent.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.agent.Agents;
import io.leeway.tensorflow.agent.Configs;
import io.leeway.tensorflow.agent.TrainedBytes;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedExperience;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RebracTest {
    private static final Task TASK = new Task(3, 2);

    private final Dataset dataset = new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
            .walk(RandomSource.of(1), 60, true)
            .walk(RandomSource.of(2), 60, false)
            .build();

    private Rebrac agent(double criticImitation) {
        RebracConfig config = new RebracConfig(1, criticImitation, 0.2, 0.5, 2, true, Configs.agent(true));
        return new Rebrac(config, TASK, dataset, RandomSource.of(3), Device.CPU);
    }

    /** Returns the critics' loss of the first update, in which targets are held back as the data's next actions say. */
    private double criticLoss(double criticImitation, Transitions transitions) {
        try (Rebrac agent = agent(criticImitation)) {
            return Objects.requireNonNull(
                    agent.update(new FixedExperience(transitions), 1).get("critic_loss"));
        }
    }

    @Test
    void holdsItsCriticsBackWhereTheDataGoesOn() {
        assertThat(criticLoss(5, dataset.transitions())).isNotEqualTo(criticLoss(0, dataset.transitions()));
    }

    @Test
    void doesNotHoldThemBackWhereNoNextActionIsKnown() {
        Transitions apart = dataset.transitions();
        Arrays.fill(apart.followed(), 0);
        assertThat(criticLoss(5, apart))
                .isEqualTo(criticLoss(0, apart))
                .isEqualTo(criticLoss(0, dataset.transitions()));
    }

    @Test
    void isTheSameToTheByteHoweverManyUpdatesAreAskedForAtOnce(@TempDir Path directory) throws Exception {
        byte[] together = TrainedBytes.of(
                agent(1), new FixedExperience(dataset.transitions()), directory.resolve("together"), 23);
        byte[] apart = TrainedBytes.of(
                agent(1), new FixedExperience(dataset.transitions()), directory.resolve("apart"), 1, 8, 14);
        assertThat(apart).isEqualTo(together);
    }

    /** Notes what kind of batches are asked for. */
    private static final class Noting extends FixedExperience {
        private final Set<Boolean> withNextActions = new HashSet<>();
        private int batches;

        Noting(Transitions transitions) {
            super(transitions);
        }

        @Override
        public void sample(RandomSource random, Transitions batch, int from, int to) {
            super.sample(random, batch, from, to);
            withNextActions.add(batch.nextActions().length > 0);
            batches++;
        }
    }

    @ParameterizedTest
    @EnumSource(Agents.class)
    void onlyItAsksForTwoBatchesAndForNextActions(Agents algorithm) {
        Noting experience = new Noting(dataset.transitions());
        try (Agent agent = algorithm.create(Configs.agent(true), TASK, dataset, RandomSource.of(4))) {
            agent.update(experience, 3);
        }
        assertThat(experience.withNextActions).containsExactly(algorithm == Agents.REBRAC);
        assertThat(experience.batches).isEqualTo(algorithm == Agents.REBRAC ? 6 : 3);
    }
}
