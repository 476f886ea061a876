package io.leeway.diffusion.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.WindowReturns;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.ExperienceSourceContract;
import io.leeway.testkit.agent.FixedAgent;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The denoiser is that of N(μ, s²) exactly, and a condition of c shifts μ by c. */
final class GtaExperienceTest extends ExperienceSourceContract {
    private static final WindowReturns RETURNS = new WindowReturns(0.5, 2, new float[] {-6, 0, 6});
    private static final double DEVIATION = 0.6;
    private static final double NOISE = 1.5;
    private static final int COUNT = 4000;

    private final Dataset dataset = new DatasetBuilder(2, 1)
            .walk(RandomSource.of(1), 60, true)
            .walk(RandomSource.of(2), 60, false)
            .build();
    private final Agent agent = new FixedAgent(GaussianPolicy.constant(2, 1, 0, 0.3f), null);

    @Override
    protected ExperienceSource source(Task task, Dataset data, RandomSource random) {
        return new GtaExperience(
                new GtaConfig(30, NOISE, 1.3, 2, 0.5),
                data,
                Sources.denoiser(data).withReturns(RETURNS),
                Samplers.sdeDpmSolver(8, 1),
                random,
                Progress.NONE);
    }

    private GtaExperience exact(double noise, double amplification, double coefficient) {
        return exact(noise, amplification, coefficient, RETURNS);
    }

    private GtaExperience exact(double noise, double amplification, double coefficient, WindowReturns returns) {
        GaussianDenoiser denoiser = GaussianDenoiser.standard(TrajectoryLayout.of(2, 1), 5, 0.2, DEVIATION)
                .withReturns(returns);
        return new GtaExperience(
                new GtaConfig(COUNT, noise, amplification, coefficient, 0.0),
                dataset,
                denoiser,
                Samplers.heun(64, 0),
                RandomSource.of(1),
                Progress.NONE);
    }

    /**
     * A window x noised by σn follows the probability flow to μ' + (x + σn − μ')·s/√(s² + σ²), where μ' is the mean
     * under the condition: μ + w·c, c the amplified return of that very window in the condition's units.
     */
    @Test
    void isTheWindowDrawnTowardsTheMeanOfItsOwnAmplifiedReturn() {
        double shrinkage = DEVIATION / Math.hypot(DEVIATION, NOISE);
        for (double amplification : new double[] {1, 1.5}) {
            for (double coefficient : new double[] {0, 1, 2}) {
                GtaExperience source = exact(NOISE, amplification, coefficient);
                source.refresh(agent, 0);
                Trajectories starts = source.starts(0);
                Trajectories made = source.synthetic().orElseThrow();
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < COUNT; i++) {
                    double windowReturn = 0;
                    for (int row = 0; row < 5; row++) {
                        windowReturn += starts.get(i, row, 3);
                    }
                    double wanted = windowReturn * (windowReturn >= 0 ? amplification : 2 - amplification);
                    double mean = 0.2 + coefficient * (wanted - 0.5) / 2;
                    double error = made.get(i, 2, 0) - (mean + (starts.get(i, 2, 0) - mean) * shrinkage);
                    sum += error;
                    squares += error * error;
                }
                double spread = NOISE * shrinkage;
                assertThat(sum / COUNT).isCloseTo(0, within(4 * spread / Math.sqrt(COUNT)));
                assertThat(Math.sqrt(squares / COUNT)).isCloseTo(spread, within(0.04 * spread));
            }
        }
    }

    @Test
    void staysAtTheWindowWhereThereIsHardlyAnyNoise() {
        GtaExperience source = exact(1e-3, 1.5, 2);
        source.refresh(agent, 0);
        Trajectories starts = source.starts(0);
        Trajectories made = source.synthetic().orElseThrow();
        for (int i = 0; i < COUNT; i++) {
            assertThat(made.get(i, 3, 1)).isCloseTo(starts.get(i, 3, 1), within(0.01f));
        }
    }

    @Test
    void reportsWhatItAskedForAndHowMuchOfItTheDenoiserNeverSaw() {
        // The walks lose something in every window.
        WindowReturns poor = new WindowReturns(-1, 1, new float[] {-6, -0.5f});
        Map<String, Double> modest = exact(NOISE, 1, 1, poor).refresh(agent, 0);
        Map<String, Double> bold = exact(NOISE, 100, 1, poor).refresh(agent, 0);
        assertThat(bold.get("condition_return")).isGreaterThan(modest.getOrDefault("condition_return", Double.NaN));
        assertThat(modest).containsEntry("guided", 1.0);
        assertThat(modest.getOrDefault("beyond_learned_fraction", 1.0)).isLessThan(0.9);
        assertThat(bold).containsEntry("beyond_learned_fraction", 1.0);
    }

    /** As {@code prepare_sampling_data} of the released code does. */
    @Test
    void aNegativeReturnGainsAsMuchAsAPositiveOne() {
        assertThat(new GtaConfig(1, 1, 1.3, 1, 0.0).amplified(4)).isCloseTo(5.2, within(1e-12));
        assertThat(new GtaConfig(1, 1, 1.3, 1, 0.0).amplified(-4)).isCloseTo(-2.8, within(1e-12));
    }

    @Test
    void aBatchIsRealInTheDatasShareOfAllTransitionsWhereNothingElseIsAskedFor() {
        GtaExperience source = new GtaExperience(
                new GtaConfig(60, NOISE, 1.3, 1, null),
                dataset,
                Sources.denoiser(dataset).withReturns(RETURNS),
                Samplers.sdeDpmSolver(8, 1),
                RandomSource.of(1),
                Progress.NONE);
        source.refresh(agent, 0);
        int horizon = source.synthetic().orElseThrow().horizon();
        boolean[] rows = source.realRows(1000).orElseThrow();
        long real = IntStream.range(0, 1000).filter(row -> rows[row]).count();
        assertThat(real).isEqualTo(Math.round(1000 * 120.0 / (120 + 60 * (horizon - 1))));
    }

    @Test
    void saysThatTheDenoiserLearnedNoReturns() {
        ExperienceSource source = new GtaExperience(
                new GtaConfig(3, NOISE, 1.3, 2, 0.5),
                dataset,
                Sources.denoiser(dataset),
                Samplers.sdeDpmSolver(8, 1),
                RandomSource.of(1),
                Progress.NONE);
        assertThatThrownBy(() -> source.refresh(agent, 0))
                .isInstanceOf(LeewayException.class)
                .hasMessage("Experience of type 'gta' needs a denoiser that learned returns, but this one did not."
                        + " Train it with condition: return, which the edm denoisers have, or choose coefficient: 0"
                        + " for trajectories that are noised and denoised alone.");
    }
}
