package io.leeway.diffusion.experience.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.experience.model.Models.Known;
import io.leeway.diffusion.experience.model.WorldModelConfig.PenaltyKind;
import io.leeway.diffusion.guidance.Said;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.dynamics.LinearDynamics;
import io.leeway.testkit.environment.LineEnvironments;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorldModelExperienceTest {
    private static final float REAL = 7;

    private final Said said = new Said();
    /** Positions between -1 and 1 on a line, and rewards of 7. */
    private final Dataset line = line();

    private static Dataset line() {
        float[] positions = new float[201];
        float[] rewards = new float[200];
        RandomSource random = RandomSource.of(4);
        for (int i = 0; i < positions.length; i++) {
            positions[i] = 2 * random.nextFloat() - 1;
        }
        Arrays.fill(rewards, REAL);
        return new DatasetBuilder(1, 1)
                .episode(positions, new float[200], rewards, false)
                .build();
    }

    /** Every step goes a fixed way. */
    private static Dynamics stride(float way, float... terminal) {
        return (Known) (observations, actions, count) -> {
            float[] means = new float[2 * count * 2];
            for (int i = 0; i < 2 * count; i++) {
                means[2 * i] = observations[i % count] + way;
            }
            float[] terminals = new float[terminal.length * count];
            if (terminal.length > 0) {
                Arrays.fill(terminals, terminal[0]);
            }
            return new Predictions(2, count, 1, means, new float[means.length], terminals);
        };
    }

    private WorldModelExperience source(WorldModelConfig config, Dynamics dynamics, @Nullable Environments where) {
        return new WorldModelExperience(config, line, dynamics, where, RandomSource.of(1), said);
    }

    @Test
    void terminatesByTheEnvironmentsRuleFirst() {
        ExperienceSource source =
                source(Models.config(5, 100, 1, PenaltyKind.NONE), stride(1.5f, 1), new LineEnvironments());
        Map<String, Double> figures = source.refresh(Models.agent(1, 1, 0), 0);
        Trajectories made = source.synthetic().orElseThrow();
        for (int i = 0; i < 100; i++) {
            float start = made.get(i, 0, 0);
            int steps = start + 3 > LineEnvironments.END ? 2 : 3;
            for (int row = 0; row < 6; row++) {
                assertThat(made.get(i, row, made.layout().terminalColumn()))
                        .as("from %f in row %d", start, row)
                        .isEqualTo(row >= steps - 1 ? 1 : 0);
                assertThat(made.get(i, row, 0)).isCloseTo(start + 1.5f * Math.min(row, steps), within(1e-5f));
            }
        }
        int steps = made.transitions().count();
        assertThat(figures)
                .containsEntry("rollout_transitions", (double) steps)
                .containsEntry("terminal_fraction", 100.0 / steps)
                .containsEntry("cut_rollouts", 0.0)
                .containsEntry("guided", 0.0);
        source.refresh(Models.agent(1, 1, 0), 1000);
        assertThat(said.lines()).containsExactly("Rollouts of the model terminate by the environment's own rule");
    }

    @Test
    void terminatesAsTheModelLearnedWhereNoRuleIsKnown() {
        ExperienceSource source = source(Models.config(1, 4000, 1, PenaltyKind.NONE), stride(0, 0.3f), null);
        assertThat(source.refresh(Models.agent(1, 1, 0), 0).get("terminal_fraction"))
                .isCloseTo(0.3, within(0.03));
        assertThat(said.lines())
                .containsExactly("Rollouts of the model terminate as the model learned, since no rule of the"
                        + " environment is known");
        for (float likely : new float[] {0.3f, 0.51f}) {
            WorldModelConfig sure = new WorldModelConfig(1, 50, 1, 1, 0, true, PenaltyKind.NONE, null, null, null);
            assertThat(source(sure, stride(0, likely), null).refresh(Models.agent(1, 1, 0), 0))
                    .containsEntry("terminal_fraction", likely > 0.5f ? 1.0 : 0.0);
        }
    }

    @Test
    void neverTerminatesWhereNothingIsKnown() {
        ExperienceSource source = source(Models.config(3, 50, 1, PenaltyKind.NONE), stride(0.1f), null);
        assertThat(source.refresh(Models.agent(1, 1, 0), 0))
                .containsEntry("terminal_fraction", 0.0)
                .containsEntry("rollout_length", 3.0);
        assertThat(said.lines())
                .containsExactly(
                        "Rollouts of the model terminate never: neither a rule of the environment is known, nor"
                                + " did the model learn one");
    }

    @Test
    void cutsAndCountsWhatLeavesTheData() {
        double[] positions = new double[200];
        Arrays.setAll(positions, i -> line.observations()[i]);
        double mean = Arrays.stream(positions).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(positions)
                .map(position -> (position - mean) * (position - mean))
                .average()
                .orElseThrow());
        float bound = (float) (mean + 10 * deviation);
        ExperienceSource source = source(Models.config(9, 300, 1, PenaltyKind.NONE), stride(1), null);
        Map<String, Double> figures = source.refresh(Models.agent(1, 1, 0), 0);
        Transitions batch = draw(source, 3000);
        int last = 0;
        for (int i = 0; i < 2250; i++) {
            assertThat(batch.nextObservations()[i]).isLessThanOrEqualTo(bound);
            assertThat(batch.terminals()[i]).isZero();
            last += batch.nextObservations()[i] > bound - 1 ? 1 : 0;
        }
        assertThat(last).as("steps up to the bound").isPositive();
        assertThat(figures).containsEntry("cut_rollouts", 300.0);
        assertThat(source.synthetic()).as("none is whole").isEmpty();
    }

    @Test
    void keepsToWhatTheDataReachesHoweverRare() {
        float[] rewards = new float[1000];
        rewards[7] = 1;
        Transitions data = Transitions.zeros(1, 1, 1000);
        System.arraycopy(rewards, 0, data.rewards(), 0, 1000);
        Transitions made = Transitions.zeros(1, 1, 3);
        made.rewards()[0] = 1;
        made.rewards()[1] = 1.1f;
        made.rewards()[2] = Float.NaN;
        ModelStep step = new ModelStep(
                made.observations(),
                made.actions(),
                new Predictions(1, 3, 1, new float[6], new float[6], new float[0]),
                made.nextObservations(),
                made.rewards(),
                new ModelStep.End[3]);
        DataRange range = DataRange.of(data);
        assertThat(range.holds(step, 0)).isTrue();
        assertThat(range.holds(step, 1)).isFalse();
        assertThat(range.holds(step, 2)).isFalse();
    }

    @Test
    void saysThatEveryRolloutLeftTheData() {
        ExperienceSource source = source(Models.config(5, 20, 1, PenaltyKind.NONE), stride(Float.NaN), null);
        assertThatThrownBy(() -> source.refresh(Models.agent(1, 1, 0), 0))
                .isInstanceOf(LeewayException.class)
                .hasMessage("All 20 rollouts of the model left the data in their first step: a value was not finite, or"
                        + " more than 10 standard deviations from the data's mean. The model of the dynamics knows"
                        + " nothing of this data: look at its held-out error, and train it longer.");
    }

    @Test
    void retainsTheLastRefreshesOnly() {
        ExperienceSource source = source(Models.config(2, 100, 3, PenaltyKind.NONE), stride(0.1f), null);
        int[] sizes = new int[5];
        for (int i = 0; i < 5; i++) {
            Map<String, Double> figures = source.refresh(Models.agent(1, 1, 0.2f * i), 1000L * i);
            assertThat(figures).containsEntry("synthetic_transitions", 200.0 * Math.min(i + 1, 3));
            sizes[i] = source.size();
        }
        assertThat(sizes).containsExactly(400, 600, 800, 800, 800);
        Transitions batch = draw(source, 4000);
        double sum = 0;
        for (int i = 0; i < 3000; i++) {
            sum += batch.actions()[i] / 3000;
        }
        assertThat(sum).as("means of 0.4, 0.6 and 0.8, the last clipped").isCloseTo(0.59, within(0.02));
    }

    @Test
    void goesOnWithAllThatItRetained(@TempDir Path directory) {
        WorldModelConfig config = Models.config(3, 40, 3, PenaltyKind.NONE);
        ExperienceSource one = source(config, Models.walk(1, 1, 0.1), null);
        one.refresh(Models.agent(1, 1, 0), 0);
        one.refresh(Models.agent(1, 1, 0.5f), 1000);
        one.save(directory);
        ExperienceSource other = source(config, Models.walk(1, 1, 0.1), null);
        other.load(directory);
        assertThat(other.size()).isEqualTo(one.size());
        for (int step = 2000; step < 4000; step += 1000) {
            assertThat(other.refresh(Models.agent(1, 1, 0.1f), step))
                    .isEqualTo(one.refresh(Models.agent(1, 1, 0.1f), step));
            assertThat(draw(other, 500).nextObservations())
                    .isEqualTo(draw(one, 500).nextObservations());
        }
        ExperienceSource longer = source(Models.config(4, 40, 3, PenaltyKind.NONE), Models.walk(1, 1, 0.1), null);
        assertThatThrownBy(() -> longer.load(directory))
                .isInstanceOf(LeewayException.class)
                .hasMessage("The rollouts in " + directory.resolve("rollouts.npz") + " are of [1, 1, 3] observation"
                        + " columns, action columns and steps, but those here of [1, 1, 4]. They belong to another"
                        + " configuration: delete them and run again.");
    }

    @Test
    void endsEveryBatchWithItsRealRows() {
        ExperienceSource source = source(Models.config(5, 200, 1, PenaltyKind.NONE), stride(0.1f), null);
        source.refresh(Models.agent(1, 1, 0), 0);
        Transitions batch = draw(source, 64);
        for (int row = 0; row < 64; row++) {
            assertThat(batch.rewards()[row] == REAL).as("row %d is real", row).isEqualTo(row >= 48);
        }
    }

    @Test
    void exploresChoicesEvenlyAtFirst() {
        Dataset choices = new DatasetBuilder(1, new Space.Discrete(3, 0))
                .walk(RandomSource.of(1), 50, false)
                .build();
        WorldModelExperience source = new WorldModelExperience(
                Models.config(1, 3000, 1, PenaltyKind.NONE), choices, stride(0), null, RandomSource.of(1), said);
        source.refresh(Models.agent(1, 3, 0), 0);
        Transitions made = source.synthetic().orElseThrow().transitions();
        double[] chosen = new double[3];
        for (int i = 0; i < made.actions().length; i++) {
            chosen[i % 3] += made.actions()[i];
        }
        for (double count : chosen) {
            assertThat(count).isCloseTo(1000, within(100.0));
        }
        assertThat(Arrays.stream(chosen).sum()).isEqualTo(3000);
    }

    @Test
    void comparesNoSingleMember() {
        Dynamics single = new LinearDynamics(new double[][] {{1, 0.1}, {0, 0}}, 0.1, 1, 0, 1);
        ExperienceSource source = source(Models.config(5, 20, 1, PenaltyKind.MOREL), single, null);
        assertThatThrownBy(() -> source.refresh(Models.agent(1, 1, 0), 0))
                .isInstanceOf(LeewayException.class)
                .hasMessage(
                        "penalty: morel compares the members of a model of the dynamics, but this one has 1. Train an"
                                + " ensemble, or choose penalty: mopo or none.");
    }

    @Test
    void refusesAKeyOfAnotherPenalty() {
        assertThatThrownBy(() -> new WorldModelConfig(5, 1, 1, 1, 0, false, PenaltyKind.MOREL, 1.0, null, null))
                .hasMessage("coefficient goes with penalty: mopo only; leave it out, or choose that");
        assertThatThrownBy(() -> new WorldModelConfig(5, 1, 1, 1, 0, false, PenaltyKind.MOPO, 1.0, null, -2.0))
                .hasMessage("offset goes with penalty: morel only; leave it out, or choose that");
    }

    @Test
    void sayingNothingIsAllowed() {
        ExperienceSource source = new WorldModelExperience(
                Models.config(2, 10, 1, PenaltyKind.MOREL),
                line,
                Models.walk(1, 1, 0.1),
                null,
                RandomSource.of(1),
                Progress.NONE);
        assertThat(source.refresh(Models.agent(1, 1, 0), 0)).containsEntry("unknown_fraction", 0.0);
    }

    private static Transitions draw(ExperienceSource source, int count) {
        Transitions batch = Transitions.zerosWithNextActions(1, 1, count);
        source.sample(RandomSource.of(3), batch, 0, count);
        return batch;
    }
}
