package io.leeway.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.ColumnMoments;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The factor on noise with which data of unit variance keeps its variance. */
final class NoiseScaleTest {
    private static final NoiseSchedule LEVELS = NoiseSchedule.karras(0.06, 10);

    /** By the solver's exact recursion, whose first weight is that of the noise it begins with. */
    @ParameterizedTest(name = "{0} steps, eta {1}")
    @CsvSource({"8, 1", "12, 1", "12, 2", "20, 0.5", "20, 2", "64, 1"})
    void makesTheRecursionEndWithUnitVariance(int steps, double eta) {
        Recursion recursion = Recursion.of(0, 1, steps);
        double[] weights = recursion.sdeDpmSolver(recursion.noise(), eta).weights();
        double factor = NoiseScale.keepingUnitVariance(Samplers.LEVELS.levels(steps), eta);
        double variance = weights[0] * weights[0];
        for (int i = 1; i < weights.length; i++) {
            variance += factor * factor * weights[i] * weights[i];
        }
        assertThat(factor).isBetween(0.5, 0.9999);
        assertThat(variance).isCloseTo(1, within(1e-9));
    }

    /** The figure was computed by a recursion in NumPy. */
    @Test
    void hasTheKnownFactorOfTheDefaults() {
        assertThat(NoiseScale.keepingUnitVariance(LEVELS.levels(16), 2)).isCloseTo(0.9529, within(5e-5));
    }

    @Test
    void isNeverAboveOne() {
        assertThat(NoiseScale.keepingUnitVariance(LEVELS.levels(2), 1)).isEqualTo(1);
        assertThat(NoiseScale.keepingUnitVariance(LEVELS.levels(1), 1)).isEqualTo(1);
        assertThat(NoiseScale.keepingUnitVariance(LEVELS.levels(256), 2)).isEqualTo(1);
        assertThat(NoiseScale.keepingUnitVariance(LEVELS.levels(12), 0)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} steps")
    @ValueSource(ints = {8, 12, 20})
    void isTheSamplersDefault(int steps) {
        TrajectoryLayout layout = TrajectoryLayout.of(2, 1);
        int count = 4000;
        Trajectories sampled = new SdeDpmSolverSampler(
                        new SdeDpmSolverConfig(steps, LEVELS, 2, null, LoopConfig.of(256)))
                .sample(SamplingRequest.of(GaussianDenoiser.standard(layout, 3, 0, 1), count, RandomSource.of(1)))
                .trajectories();
        ColumnMoments measured = ColumnMoments.of(sampled.values(), 0, layout.width(), 3 * count);
        double variance = measured.deviation() * measured.deviation();
        assertThat(variance).isCloseTo(1, within(4 * Math.sqrt(2.0 / (3 * count))));
    }
}
