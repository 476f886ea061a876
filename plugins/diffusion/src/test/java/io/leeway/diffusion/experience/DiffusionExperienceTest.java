package io.leeway.diffusion.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.ColumnMoments;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.ExperienceSourceContract;
import io.leeway.testkit.agent.FixedAgent;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffusionExperienceTest extends ExperienceSourceContract {
    private static final float REAL = 7777;

    private final Dataset dataset = new DatasetBuilder(2, 1)
            .walk(RandomSource.of(1), 100, true)
            .walk(RandomSource.of(2), 100, true)
            .build();

    @Override
    protected ExperienceSource source(Task task, Dataset data, RandomSource random) {
        return Sources.diffusion(DiffusionExperienceConfig.of(40, 1000, 0.0625, Sources.GUIDED), data, random);
    }

    @Test
    void fillsABatchOf256With240SyntheticAnd16RealTransitions() {
        GaussianDenoiser denoiser = Sources.denoiser(dataset);
        Arrays.fill(dataset.rewards(), REAL);
        ExperienceSource source = Sources.diffusion(
                DiffusionExperienceConfig.of(40, 0, 0.0625, Sources.UNGUIDED), dataset, denoiser, RandomSource.of(1));
        source.refresh(agent(0), 0);
        Transitions batch = Transitions.zeros(2, 1, 256);
        source.sample(RandomSource.of(1), batch, 0, 256);
        for (int row = 0; row < 256; row++) {
            assertThat(batch.rewards()[row] == REAL).as("row %d is real", row).isEqualTo(row >= 240);
        }
        assertThat(source.size())
                .isEqualTo(source.synthetic().orElseThrow().transitions().count() + 200);
    }

    @Test
    void guidesEveryRefreshButTheFirst() {
        ExperienceSource source = source(new Task(2, 1), dataset, RandomSource.of(1));
        assertThat(source.refresh(agent(0.9f), 0)).containsEntry("guided", 0.0);
        double unguided = meanAction(source);
        assertThat(source.refresh(agent(0.9f), 1000)).containsEntry("guided", 1.0);
        assertThat(meanAction(source)).isGreaterThan(unguided + 0.3);
    }

    @Test
    void drawsEveryRefreshFromTheStreamOfItsStep() {
        ExperienceSource source = Sources.diffusion(
                DiffusionExperienceConfig.of(5, 10, 0, Sources.UNGUIDED), dataset, RandomSource.of(1));
        source.refresh(agent(0), 30);
        SamplingRequest request = SamplingRequest.of(
                Sources.denoiser(dataset), 5, RandomSource.of(1).split(30));
        assertThat(source.synthetic().orElseThrow().values())
                .isEqualTo(Samplers.sdeDpmSolver(8, 1)
                        .sample(request)
                        .trajectories()
                        .values());
    }

    @Test
    void keepsTerminalsAndDropsWhatFollowsThem() {
        TrajectoryLayout layout = TrajectoryLayout.of(2, 1);
        GaussianDenoiser denoiser = new GaussianDenoiser(6, 0, 1);
        denoiser.begin(new Normalizer(layout, new float[] {0, 0, 0, 0, 0.3f}, new float[] {1, 1, 1, 1, 0.2f}));
        ExperienceSource source = Sources.diffusion(
                DiffusionExperienceConfig.of(200, 0, 0, Sources.UNGUIDED), dataset, denoiser, RandomSource.of(1));
        Map<String, Double> figures = source.refresh(agent(0), 0);
        Trajectories made = source.synthetic().orElseThrow();
        int transitions = 0;
        int terminals = 0;
        for (int trajectory = 0; trajectory < 200; trajectory++) {
            int row = 0;
            while (row < 6 && made.get(trajectory, row, layout.terminalColumn()) == 0) {
                row++;
            }
            terminals += row < 6 ? 1 : 0;
            transitions += row < 6 ? row + 1 : 5;
        }
        assertThat(terminals).isGreaterThan(50);
        assertThat(source.size()).isEqualTo(transitions);
        assertThat(figures)
                .containsEntry("synthetic_trajectories", 200.0)
                .containsEntry("synthetic_transitions", (double) transitions)
                .containsEntry("network_evaluations", 8.0);
        assertThat(figures.get("terminal_fraction")).isCloseTo((double) terminals / transitions, within(1e-12));
        Transitions batch = Transitions.zeros(2, 1, 1000);
        source.sample(RandomSource.of(1), batch, 0, 1000);
        assertThat(ColumnMoments.of(batch.terminals(), 0, 1, 1000).mean())
                .isCloseTo((double) terminals / transitions, within(0.05));
    }

    @Test
    void countsActionsThatTheBoundsCutOff() {
        GaussianDenoiser denoiser = new GaussianDenoiser(6, 0, 1);
        denoiser.begin(
                new Normalizer(TrajectoryLayout.of(2, 1), new float[] {0, 0, 0, 0, 0}, new float[] {1, 1, 3.8f, 1, 0}));
        ExperienceSource source = Sources.diffusion(
                DiffusionExperienceConfig.of(400, 0, 0, Sources.UNGUIDED), dataset, denoiser, RandomSource.of(1));
        Map<String, Double> figures = source.refresh(agent(0), 0);
        float[] actions = source.synthetic().orElseThrow().transitions().actions();
        long saturated = IntStream.range(0, actions.length)
                .filter(i -> Math.abs(actions[i]) >= 0.999)
                .count();
        assertThat(figures).containsEntry("saturated_action_fraction", (double) saturated / actions.length);
        assertThat(saturated).isBetween(actions.length / 5L, actions.length / 2L);
    }

    @Test
    void saysThatAHorizonOfOneHoldsNoTransition() {
        GaussianDenoiser denoiser = GaussianDenoiser.standard(TrajectoryLayout.of(2, 1), 1, -5, 0.1);
        ExperienceSource source = Sources.diffusion(
                DiffusionExperienceConfig.of(3, 0, 0, Sources.UNGUIDED), dataset, denoiser, RandomSource.of(1));
        assertThatThrownBy(() -> source.refresh(agent(0), 0))
                .isInstanceOf(LeewayException.class)
                .hasMessage(
                        "The 3 synthetic trajectories of 1 row(s) hold no transition: a row's next observation is the"
                                + " next row's. Choose a denoiser with a horizon of 2 or more.");
    }

    @Test
    void refusesTrajectoriesOfAnotherDenoiser(@TempDir Path directory) {
        ExperienceSource source = source(new Task(2, 1), dataset, RandomSource.of(1));
        source.refresh(agent(0), 0);
        source.save(directory);
        GaussianDenoiser other = GaussianDenoiser.standard(TrajectoryLayout.of(2, 1), 5, 0, 1);
        ExperienceSource mismatched = Sources.diffusion(
                DiffusionExperienceConfig.of(3, 0, 0, Sources.UNGUIDED), dataset, other, RandomSource.of(1));
        assertThatThrownBy(() -> mismatched.load(directory))
                .isInstanceOf(LeewayException.class)
                .hasMessage("The synthetic trajectories in " + directory.resolve("synthetic.npz")
                        + " are of shape [40, 8, 5] with columns [2, 1, 0], but the denoiser's have 5 rows of 5 values"
                        + " with columns [2, 1, 0]. They belong to another denoiser: delete them and run again.");
    }

    @Test
    void refusesGuidanceThatWouldNeverTakeEffect() {
        assertThatThrownBy(() -> DiffusionExperienceConfig.of(3, 0, 0, Sources.GUIDED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("guidance takes effect from the second refresh on, but refresh: 0 makes only one dataset;"
                        + " choose a refresh above 0, or guidance: {type: none}");
    }

    @Test
    void keepsThatItWasNotRefreshedYet(@TempDir Path directory) {
        source(new Task(2, 1), dataset, RandomSource.of(1)).save(directory);
        ExperienceSource resumed = source(new Task(2, 1), dataset, RandomSource.of(1));
        resumed.load(directory);
        assertThat(resumed.synthetic()).isEmpty();
    }

    private static double meanAction(ExperienceSource source) {
        Trajectories made = source.synthetic().orElseThrow();
        return ColumnMoments.of(made.values(), 2, made.layout().width(), made.count() * made.horizon())
                .mean();
    }

    private static Agent agent(float action) {
        return new FixedAgent(GaussianPolicy.constant(2, 1, action, 0.3f), null);
    }
}
