package io.leeway.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.ReportedFigures;
import io.leeway.testkit.SavedState;
import io.leeway.testkit.SpareArrays;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises of every {@link Agent}, its policy ({@link PolicyContract}) and its critic ({@link CriticContract})
 * included. A subclass supplies one with small networks; for discrete actions see {@link DiscreteAgentContract}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AgentContract {
    private static final int ROWS = 8;

    private final Task task;
    private final Dataset dataset;
    private final ExperienceSource experience;
    private Agent shared;

    /** Begins with continuous actions. */
    public AgentContract() {
        this(new Task(3, 2));
    }

    /** Begins with another task. */
    AgentContract(Task task) {
        this.task = task;
        dataset = data(task)
                .walk(RandomSource.of(1), 150, true)
                .walk(RandomSource.of(2), 150, false)
                .build();
        experience = new FixedExperience(dataset.transitions());
    }

    private static DatasetBuilder data(Task task) {
        return task.choices() == null
                ? new DatasetBuilder(task.observationSize(), task.actionSize())
                : new DatasetBuilder(task.observationSize(), task.choices());
    }
    /** Creates an agent that takes all its randomness from {@code random}; the contract closes it. */
    protected abstract Agent agent(Task task, Dataset dataset, RandomSource random);

    @BeforeAll
    void create() {
        shared = agent(1);
    }

    @AfterAll
    void close() {
        shared.close();
    }

    @Nested
    class ItsPolicy extends PolicyContract {
        @Override
        protected Policy policy() {
            return shared.policy();
        }
    }

    @Nested
    class ItsCritic extends CriticContract {
        @Override
        protected Critic critic() {
            Assumptions.assumeTrue(shared.critic().isPresent(), "the agent has no critic");
            return shared.critic().orElseThrow();
        }

        @Override
        protected Task task() {
            return task;
        }
    }

    @Test
    void isReadyToActWhenItIsCreated() {
        try (Agent fresh = agent(2)) {
            assertThat(fresh.step()).isZero();
            assertThat(fresh.policy().observationSize()).isEqualTo(task.observationSize());
            assertThat(fresh.policy().actionSize()).isEqualTo(task.actionSize());
            SpareArrays.assertFilled("actions", actions(fresh.policy()), ROWS * task.actionSize());
        }
    }

    @Test
    void countsItsUpdatesAndReportsFiniteFigures() {
        long before = shared.step();
        for (int times : new int[] {1, 4}) {
            Map<String, Double> figures = shared.update(experience, times);
            assertThat(figures).isNotEmpty();
            ReportedFigures.assertSound(figures);
        }
        assertThat(shared.step()).isEqualTo(before + 5);
    }

    @Test
    void itsPolicyAndItsCriticFollowLaterUpdates() {
        Policy early = shared.policy();
        double[] before = seen(early);
        float[] valuesBefore = shared.critic().map(this::values).orElse(null);
        Critic earlyCritic = shared.critic().orElse(null);
        shared.update(experience, 20);
        assertThat(seen(early)).isNotEqualTo(before).isEqualTo(seen(shared.policy()));
        if (earlyCritic != null) {
            assertThat(values(earlyCritic))
                    .isNotEqualTo(valuesBefore)
                    .isEqualTo(values(shared.critic().orElseThrow()));
        }
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        try (Agent one = agent(3);
                Agent same = agent(3);
                Agent other = agent(4)) {
            assertThat(same.update(experience, 5)).isEqualTo(one.update(experience, 5));
            other.update(experience, 5);
            assertThat(seen(same.policy())).isEqualTo(seen(one.policy()));
            assertThat(seen(other.policy())).isNotEqualTo(seen(one.policy()));
        }
    }

    @Test
    void goesOnFromACheckpointWithTheSameBytes(@TempDir Path directory) {
        try (Agent original = agent(5);
                Agent resumed = agent(6)) {
            original.update(experience, 5);
            resumed.load(SavedState.of(original, directory).directory());
            assertThat(resumed.step()).isEqualTo(5);
            assertThat(seen(resumed.policy())).isEqualTo(seen(original.policy()));
            assertThat(resumed.update(experience, 5)).isEqualTo(original.update(experience, 5));
            assertThat(seen(resumed.policy())).isEqualTo(seen(original.policy()));
            assertThat(resumed.critic().map(this::values).orElse(new float[0]))
                    .isEqualTo(original.critic().map(this::values).orElse(new float[0]));
            assertThat(SavedState.of(resumed, directory).contents())
                    .isEqualTo(SavedState.of(original, directory).contents());
        }
    }

    @Test
    void refusesACheckpointThatIsMissingTruncatedOrAltered(@TempDir Path directory) {
        SavedState truncated = SavedState.of(shared, directory);
        truncated.truncate();
        SavedState altered = SavedState.of(shared, directory);
        altered.alter();
        try (Agent fresh = agent(7)) {
            for (SavedState bad : new SavedState[] {SavedState.empty(directory), truncated, altered}) {
                assertThatThrownBy(() -> fresh.load(bad.directory())).isInstanceOf(LeewayException.class);
            }
        }
    }

    @Test
    void refusesACheckpointOfAnotherTask(@TempDir Path directory) {
        Task wider = new Task(task.observationSize() + 1, task.actionSize(), task.choices());
        Dataset data = data(wider).walk(RandomSource.of(1), 50, true).build();
        SavedState kept = SavedState.of(shared, directory);
        try (Agent other = agent(wider, data, RandomSource.of(8))) {
            assertThatThrownBy(() -> other.load(kept.directory())).isInstanceOf(LeewayException.class);
        }
    }

    @Test
    void stopsWhenALossIsNoLongerFinite() {
        Transitions broken = dataset.transitions();
        Arrays.fill(broken.rewards(), Float.NaN);
        Arrays.fill(broken.actions(), Float.NaN);
        try (Agent agent = agent(9)) {
            assertThatThrownBy(() -> agent.update(new FixedExperience(broken), 10))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("update");
        }
    }

    private Agent agent(long seed) {
        return agent(task, dataset, RandomSource.of(seed));
    }

    /** Returns the shared agent. */
    final Agent shared() {
        return shared;
    }

    /** Returns the task. */
    final Task task() {
        return task;
    }

    /** Returns the data that agents learn from. */
    final Dataset dataset() {
        return dataset;
    }

    /** Returns what a policy does, and how likely what the data did is to it. */
    private double[] seen(Policy policy) {
        float[] actions = actions(policy);
        double[] likelihoods = new double[ROWS];
        policy.distribution(dataset.observations(), ROWS).logLikelihood(dataset.actions(), likelihoods);
        double[] all = Arrays.copyOf(likelihoods, ROWS + actions.length);
        for (int i = 0; i < actions.length; i++) {
            all[ROWS + i] = actions[i];
        }
        return all;
    }

    private float[] actions(Policy policy) {
        float[] actions = SpareArrays.ofSize(ROWS * task.actionSize());
        policy.act(dataset.observations(), ROWS, actions);
        return actions;
    }

    private float[] values(Critic critic) {
        float[] values = SpareArrays.ofSize(ROWS);
        critic.value(dataset.observations(), dataset.actions(), ROWS, values);
        return values;
    }
}
