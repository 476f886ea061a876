package io.leeway.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import io.leeway.testkit.diffusion.ObservedDenoiser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the loop that all samplers share adds to a solver. */
final class SamplingLoopTest {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(1, 1);
    private static final int HORIZON = 2;
    private static final int SIZE = HORIZON * LAYOUT.width();

    private final GaussianDenoiser denoiser = GaussianDenoiser.standard(LAYOUT, HORIZON, 0, 1);

    @Test
    void givesTheSameInChunksOfAnySize() {
        float[] condition = new float[20];
        RandomSource.of(2).fillGaussian(condition, 0, 20);
        SamplingRequest request = SamplingRequest.of(denoiser, 20, RandomSource.of(1))
                .withStart(new SamplingRequest.Start(given(20), 3))
                .withKnown(new SamplingRequest.Known(given(20), mask()))
                .withCondition(new Condition(1, condition));
        float[] whole = sampler(256).sample(request).trajectories().values();
        assertThat(sampler(7).sample(request).trajectories().values()).isEqualTo(whole);
        assertThat(sampler(1).sample(request).trajectories().values()).isEqualTo(whole);
    }

    /** Whichever the solver, what is known is its truth plus noise of the level that the network is told. */
    @Test
    void showsTheNetworkKnownValuesAtTheRightNoiseLevel() {
        int count = 3000;
        Trajectories truth = given(count);
        for (Sampler sampler : List.of(
                Samplers.euler(8),
                Samplers.heun(8, 0),
                Samplers.heun(8, 8),
                Samplers.dpmSolver(8),
                Samplers.sdeDpmSolver(8, 1),
                Samplers.sdeDpmSolver(8, 1.5))) {
            List<Double> deviations = new ArrayList<>();
            int[] first = {0};
            Denoiser watched = new ObservedDenoiser(denoiser, (noised, sigma, condition, size, estimate) -> {
                double squares = 0;
                for (int i = 0; i < size; i++) {
                    double noise = noised[i * SIZE] - truth.get(first[0] + i, 0, 0);
                    squares += noise * noise / sigma[i] / sigma[i];
                }
                deviations.add(Math.sqrt(squares / size));
            });
            sampler.sample(SamplingRequest.of(watched, count, RandomSource.of(1))
                    .withProgress((amount, detail) -> first[0] += (int) amount)
                    .withKnown(new SamplingRequest.Known(truth, mask())));
            assertThat(deviations).isNotEmpty().allSatisfy(deviation -> assertThat(deviation)
                    .isCloseTo(1, within(4 / Math.sqrt(2.0 * 184))));
        }
    }

    @Test
    void startsWhereItIsToldWithNoiseOfThatLevel() {
        Trajectories start = given(3);
        Sampler sampler = Samplers.dpmSolver(8);
        Trajectories actual = sampler.sample(SamplingRequest.of(denoiser, 3, RandomSource.of(1))
                        .withStart(new SamplingRequest.Start(start, 2)))
                .trajectories();
        double[] levels = Samplers.LEVELS.levelsFrom(2, 8);
        assertThat(levels.length).isLessThan(9);
        float[] noise = new float[SIZE];
        for (int trajectory = 0; trajectory < 3; trajectory++) {
            RandomSource.of(1).split(trajectory).fillGaussian(noise, 0, SIZE);
            for (int row = 0; row < HORIZON; row++) {
                Affine begin = Affine.of(start.get(trajectory, row, 0), 2);
                double expected =
                        new Recursion(0, 1, levels).dpmSolver(begin).at(new double[] {noise[row * LAYOUT.width()]});
                assertThat((double) actual.get(trajectory, row, 0)).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void reportsEveryStepAndEveryChunk() {
        List<String> reports = new ArrayList<>();
        sampler(2)
                .sample(SamplingRequest.of(denoiser, 3, RandomSource.of(1))
                        .withProgress((amount, detail) -> reports.add(amount + " " + detail)));
        assertThat(reports)
                .containsExactly(
                        "0 step 1 of 3",
                        "0 step 2 of 3",
                        "0 step 3 of 3",
                        "2 ",
                        "0 step 1 of 3",
                        "0 step 2 of 3",
                        "0 step 3 of 3",
                        "1 ");
    }

    @Test
    void leavesTheLoopToADenoiserThatRunsItFaster() {
        SamplingRequest plain = SamplingRequest.of(denoiser, 5, RandomSource.of(1));
        Denoiser able = ObservedDenoiser.fused(denoiser, noised -> Arrays.fill(noised, 0.25f));
        SamplingRequest request = SamplingRequest.of(able, 5, RandomSource.of(1));
        Sample fused = sampler(2).sample(request);
        for (int i = 0; i < 5; i++) {
            assertThat(fused.trajectories().get(i, 1, 0)).isEqualTo(0.25f);
        }
        assertThat(fused.networkEvaluations()).isEqualTo(3);
        SamplingRequest unsupported = request.withKnown(new SamplingRequest.Known(given(5), mask()));
        assertThat(sampler(2).sample(unsupported).trajectories().values())
                .isEqualTo(sampler(2)
                        .sample(plain.withKnown(new SamplingRequest.Known(given(5), mask())))
                        .trajectories()
                        .values());
        Sampler told =
                new SdeDpmSolverSampler(new SdeDpmSolverConfig(3, Samplers.LEVELS, 1, 1.0, new LoopConfig(2, false)));
        assertThat(told.sample(request).trajectories().values())
                .isEqualTo(sampler(2).sample(plain).trajectories().values());
    }

    @Test
    void saysWhereValuesStoppedBeingFinite() {
        Denoiser broken = new ObservedDenoiser(denoiser, (noised, sigma, condition, count, estimate) -> {
            if (sigma[0] < 10) {
                estimate[5] = Float.NaN;
            }
        });
        assertThatThrownBy(() -> sampler(4).sample(SamplingRequest.of(broken, 4, RandomSource.of(1))))
                .isInstanceOf(LeewayException.class)
                .hasMessage("Sampling gave NaN at step 2 of 3 (noise level 2.52), row 1, column 1. Lower the guidance"
                        + " coefficient, or train the denoiser anew with a lower learning rate.");
    }

    @Test
    void refusesPartsThatDoNotFit() {
        SamplingRequest request = SamplingRequest.of(denoiser, 3, RandomSource.of(1));
        assertRefused(
                request.withStart(new SamplingRequest.Start(given(2), 1)),
                "The start trajectories are 2 of 2 rows of TrajectoryLayout[observationSize=1, actionSize=1,"
                        + " nextObservation=false], but the request is for 3 of 2 rows of"
                        + " TrajectoryLayout[observationSize=1, actionSize=1, nextObservation=false]");
        assertRefused(
                request.withStart(new SamplingRequest.Start(given(3), 0)),
                "The noise level to start at must be above 0 and finite, but is 0.0");
        assertRefused(
                request.withKnown(new SamplingRequest.Known(given(3), new boolean[3])),
                "The mask of known values needs 8 flags, one a value of a trajectory, but has 3");
        assertRefused(
                request.withCondition(new Condition(2, new float[5])),
                "A condition of 2 values for each of 3 trajectories needs 6 values, but has 5");
    }

    private void assertRefused(SamplingRequest request, String message) {
        assertThatThrownBy(() -> sampler(2).sample(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Sampler sampler(int batch) {
        return new SdeDpmSolverSampler(new SdeDpmSolverConfig(3, Samplers.LEVELS, 1, 1.0, LoopConfig.of(batch)));
    }

    private static boolean[] mask() {
        boolean[] mask = new boolean[SIZE];
        mask[0] = true;
        return mask;
    }

    private static Trajectories given(int count) {
        Trajectories trajectories = Trajectories.zeros(LAYOUT, HORIZON, count);
        RandomSource.of(9).fillGaussian(trajectories.values(), 0, count * SIZE);
        for (int row = 0; row < count * HORIZON; row++) {
            trajectories.values()[row * LAYOUT.width() + LAYOUT.actionOffset()] /= 10;
            trajectories.values()[row * LAYOUT.width() + LAYOUT.terminalColumn()] = 0;
        }
        return trajectories;
    }
}
