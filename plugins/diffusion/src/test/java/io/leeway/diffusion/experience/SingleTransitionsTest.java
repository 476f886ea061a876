package io.leeway.diffusion.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.data.Windows;
import io.leeway.spi.support.WindowCutter;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedAgent;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trajectories of one row, which has its own next observation. */
final class SingleTransitionsTest {
    private static final TrajectoryLayout LAYOUT = new TrajectoryLayout(2, 1, true);
    private static final int COUNT = 300;

    private final Dataset dataset = new DatasetBuilder(2, 1)
            .walk(RandomSource.of(1), 100, true)
            .walk(RandomSource.of(2), 100, false)
            .build();

    private final ExperienceSource source = source();

    private ExperienceSource source() {
        GaussianDenoiser denoiser = new GaussianDenoiser(1, 0, 1);
        Windows windows = WindowCutter.cut(dataset, LAYOUT, 1, 1, 0).training();
        denoiser.begin(Normalizer.fit(windows));
        return Sources.diffusion(
                DiffusionExperienceConfig.of(COUNT, 1000, 0, Sources.GUIDED), dataset, denoiser, RandomSource.of(1));
    }

    private static Agent agent(int observationSize, int actionSize) {
        return new FixedAgent(GaussianPolicy.constant(observationSize, actionSize, 0.9f, 0.3f), null);
    }

    @Test
    void windowsOfOneRowAreTheTransitionsOfTheData() {
        Windows windows = WindowCutter.cut(dataset, LAYOUT, 1, 1, 0).training();
        Transitions found =
                windows.gather(IntStream.range(0, windows.count()).toArray()).transitions();
        Transitions expected = dataset.transitions();
        assertThat(found.count()).isEqualTo(expected.count());
        assertThat(found.observations()).isEqualTo(expected.observations());
        assertThat(found.actions()).isEqualTo(expected.actions());
        assertThat(found.rewards()).isEqualTo(expected.rewards());
        assertThat(found.terminals()).isEqualTo(expected.terminals());
        assertThat(found.nextObservations()).isEqualTo(expected.nextObservations());
    }

    @Test
    void everyRowBecomesATransitionWithItsOwnNextObservation() {
        source.refresh(agent(2, 1), 0);
        Trajectories made = source.synthetic().orElseThrow();
        Transitions transitions = made.transitions();
        assertThat(source.size()).isEqualTo(COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertThat(transitions.nextObservations()[2 * i + 1])
                    .isEqualTo(made.get(i, 0, LAYOUT.nextObservationOffset() + 1));
        }
    }

    @Test
    void policyGuidanceMovesTheActionsAlone() {
        source.refresh(agent(2, 1), 0);
        Trajectories unguided = source.synthetic().orElseThrow();
        source.refresh(agent(2, 1), 1000);
        Trajectories guided = source.synthetic().orElseThrow();
        assertThat(mean(guided, LAYOUT.actionOffset())).isGreaterThan(mean(unguided, LAYOUT.actionOffset()) + 0.2);
    }

    private static double mean(Trajectories made, int column) {
        return IntStream.range(0, COUNT)
                .mapToDouble(i -> made.get(i, 0, column))
                .average()
                .orElseThrow();
    }

    @Test
    void areKeptAndReadBack(@TempDir Path directory) {
        source.refresh(agent(2, 1), 0);
        source.save(directory);
        ExperienceSource other = source();
        other.load(directory);
        assertThat(other.synthetic().orElseThrow().values())
                .isEqualTo(source.synthetic().orElseThrow().values());
    }

    @Test
    void aPolicyOfOtherSizesIsRefusedNamingBoth() {
        source.refresh(agent(2, 1), 0);
        assertThatThrownBy(() -> source.refresh(agent(4, 3), 1000))
                .isInstanceOf(LeewayException.class)
                .hasMessage(
                        "The target policy takes 4 observation columns and gives 3 action columns, but the denoiser's"
                                + " trajectories have 2 and 1. Guide with a policy that was trained on the same task.");
    }
}
