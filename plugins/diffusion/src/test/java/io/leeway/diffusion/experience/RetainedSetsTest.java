package io.leeway.diffusion.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.experience.DiffusionExperienceConfig.First;
import io.leeway.spi.Configured;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.ExperienceSourceContract;
import io.leeway.testkit.agent.FixedAgent;
import io.leeway.testkit.agent.GaussianPolicy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RetainedSetsTest extends ExperienceSourceContract {
    private final Dataset dataset = new DatasetBuilder(2, 1)
            .walk(RandomSource.of(1), 100, true)
            .walk(RandomSource.of(2), 100, true)
            .build();
    private final Agent agent = new FixedAgent(GaussianPolicy.constant(2, 1, 0, 0.3f), null);

    @Override
    protected ExperienceSource source(Task task, Dataset data, RandomSource random) {
        return Sources.diffusion(config(2000, 2, 2, First.UNGUIDED, Sources.GUIDED), data, random);
    }

    @Override
    protected boolean remembers() {
        return true;
    }

    private static DiffusionExperienceConfig config(
            long refresh, int portions, int retained, First first, Configured<Guidance> guidance) {
        return new DiffusionExperienceConfig(40, refresh, portions, retained, first, false, 0, guidance);
    }

    private ExperienceSource unguided(int portions, int retained) {
        return Sources.diffusion(
                config(100, portions, retained, First.UNGUIDED, Sources.UNGUIDED), dataset, RandomSource.of(1));
    }

    @Test
    void drawsEvenlyFromAllSetsThatAreRetained() {
        ExperienceSource source = unguided(1, 3);
        Map<Float, Integer> refreshes = new HashMap<>();
        for (int refresh = 0; refresh < 5; refresh++) {
            Map<String, Double> figures = source.refresh(agent, refresh * 100L);
            assertThat(figures)
                    .containsEntry("retained_trajectories", 40.0 * Math.min(refresh + 1, 3))
                    .containsEntry("mean_age", 50.0 * Math.min(refresh, 2));
            Trajectories made = source.synthetic().orElseThrow();
            for (float observation : made.transitions().observations()) {
                refreshes.put(observation, refresh);
            }
        }
        int rows = 30_000;
        Transitions batch = Transitions.zeros(2, 1, rows);
        source.sample(RandomSource.of(7), batch, 0, rows);
        double[] shares = new double[5];
        for (int row = 0; row < rows; row++) {
            shares[refreshes.getOrDefault(batch.observations()[2 * row], -1)] += 1.0 / rows;
        }
        assertThat(shares).containsExactly(new double[] {0, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0}, within(0.012));
    }

    @Test
    void regeneratesContinuouslyInPortionsInPlaceOfTheOldest() {
        ExperienceSource source = unguided(4, 1);
        assertThat(source.refreshEvery()).isEqualTo(25);
        assertThat(source.refresh(agent, 0)).containsEntry("synthetic_trajectories", 40.0);
        double[] ages = {10 * 0 + 30 * 25, 10 * 25 + 20 * 50, 10 * 75 + 10 * 75, 10 * 150, 10 * 150};
        for (int refresh = 1; refresh <= 5; refresh++) {
            assertThat(source.refresh(agent, refresh * 25L))
                    .containsEntry("synthetic_trajectories", 10.0)
                    .containsEntry("retained_trajectories", 40.0)
                    .containsEntry("mean_age", ages[refresh - 1] / 40);
        }
    }

    /** Between refreshes the age grows by an interval: on average 37.5 + 25 / 2, as 0 + 100 / 2 of the whole set. */
    @Test
    void isAsOldOnAverageInPortionsAsAWhole() {
        ExperienceSource portions = unguided(4, 1);
        ExperienceSource whole = unguided(1, 1);
        for (int refresh = 0; refresh < 6; refresh++) {
            portions.refresh(agent, refresh * 25L);
        }
        double atRefresh = portions.refresh(agent, 150).getOrDefault("mean_age", Double.NaN);
        assertThat(atRefresh + 25 / 2.0).isEqualTo(whole.refreshEvery() / 2.0);
    }

    @Test
    void batchesAreRealAloneBeforeTheFirstGuidedSetWhereTheDataComesFirst() {
        ExperienceSource source =
                Sources.diffusion(config(100, 1, 1, First.REAL, Sources.GUIDED), dataset, RandomSource.of(1));
        assertThat(source.refresh(agent, 0)).isEmpty();
        assertThat(source.size()).isEqualTo(200);
        Transitions batch = Transitions.zeros(2, 1, 64);
        source.sample(RandomSource.of(1), batch, 0, 64);
        Transitions expected = Transitions.zeros(2, 1, 64);
        new TransitionPool(dataset.transitions()).sample(RandomSource.of(1), expected, 0, 64);
        assertThat(batch.observations()).isEqualTo(expected.observations());
        assertThat(source.refresh(agent, 100)).containsEntry("guided", 1.0);
        assertThat(source.size())
                .isEqualTo(source.synthetic().orElseThrow().transitions().count());
    }

    @Test
    void refusesPortionsThatDoNotDivideWhatTheyAreOf() {
        assertThatThrownBy(() -> config(100, 7, 1, First.UNGUIDED, Sources.UNGUIDED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("portions: 7 must divide both refresh: 100 and trajectories: 40, so that every part is as"
                        + " large and as old as any other; choose for example portions: 5");
    }

    @Test
    void refusesALifetimeThatWouldNeverEnd() {
        for (String key : new String[] {"portions: 2", "retained: 2", "first: real"}) {
            assertThatThrownBy(() -> config(
                            0,
                            key.equals("portions: 2") ? 2 : 1,
                            key.equals("retained: 2") ? 2 : 1,
                            key.equals("first: real") ? First.REAL : First.UNGUIDED,
                            Sources.UNGUIDED))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(key + " takes effect from the second refresh on, but refresh: 0 makes only one"
                            + " dataset; choose a refresh above 0, or leave it out");
        }
    }
}
