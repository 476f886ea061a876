package io.leeway.diffusion.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.support.WindowCutter;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.ExperienceSourceContract;
import io.leeway.testkit.agent.FixedAgent;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import org.junit.jupiter.api.Test;

final class SyntherExperienceTest extends ExperienceSourceContract {
    private final Dataset dataset =
            new DatasetBuilder(2, 1).walk(RandomSource.of(1), 60, true).build();

    @Override
    protected ExperienceSource source(Task task, Dataset data, RandomSource random) {
        return source(data, denoiser(data), random);
    }

    private static ExperienceSource source(Dataset data, GaussianDenoiser denoiser, RandomSource random) {
        return new SyntherExperience(
                new SyntherConfig(300, 0), data, denoiser, Samplers.sdeDpmSolver(8, 1), random, Progress.NONE);
    }

    private static GaussianDenoiser denoiser(Dataset data) {
        TrajectoryLayout layout = new TrajectoryLayout(data.observationSize(), data.actionSize(), true);
        GaussianDenoiser denoiser = new GaussianDenoiser(1, 0, 1);
        denoiser.begin(Normalizer.fit(WindowCutter.cut(data, layout, 1, 1, 0).training()));
        return denoiser;
    }

    @Test
    void isMadeOnceOfUnguidedTransitionsAlone() {
        ExperienceSource source = source(new Task(2, 1), dataset, RandomSource.of(1));
        assertThat(source.refreshEvery()).isZero();
        assertThat(source.refresh(new FixedAgent(GaussianPolicy.constant(2, 1, 0.9f, 0.1f), null), 0))
                .containsEntry("guided", 0.0)
                .containsEntry("synthetic_transitions", 300.0);
        assertThat(source.size()).isEqualTo(300);
        assertThat(source.synthetic().orElseThrow().values())
                .isEqualTo(Samplers.sdeDpmSolver(8, 1)
                        .sample(SamplingRequest.of(
                                denoiser(dataset), 300, RandomSource.of(1).split(0)))
                        .trajectories()
                        .values());
    }

    @Test
    void refusesADenoiserOfTrajectoriesAndNamesTheOneToChoose() {
        assertThatThrownBy(() -> source(dataset, Sources.denoiser(dataset), RandomSource.of(1)))
                .isInstanceOf(LeewayException.class)
                .hasMessage(
                        "Experience of type 'synther' is of single transitions, but the denoiser's trajectories have"
                                + " 8 row(s) without a next observation of their own. Choose denoiser: {type: edm-mlp},"
                                + " or"
                                + " experience of type 'diffusion'.");
    }
}
