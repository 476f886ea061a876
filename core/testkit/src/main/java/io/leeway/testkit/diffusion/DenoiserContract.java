package io.leeway.testkit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.Stateful;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.FusedSampling;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.SolverStage;
import io.leeway.spi.support.WindowCutter;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.ReportedFigures;
import io.leeway.testkit.SavedState;
import io.leeway.testkit.SpareArrays;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises of every {@link Denoiser}. A subclass supplies a small one: a short horizon, and some tens of updates in
 * all that lower the loss.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DenoiserContract {
    private static final int OBSERVATION_SIZE = 3;
    private static final int ACTION_SIZE = 2;

    private Denoiser shared;
    private Windows windows;
    private Normalizer normalizer;

    /** Creates an untrained denoiser that takes all its randomness from {@code random}; the contract closes it. */
    protected abstract Denoiser denoiser(RandomSource random);

    @BeforeAll
    void train() {
        shared = denoiser(RandomSource.of(1));
        windows = windows(shared, 0);
        normalizer = Normalizer.fit(windows);
        shared.begin(normalizer);
        shared.update(windows, 2);
    }

    @AfterAll
    void close() {
        shared.close();
    }

    @Test
    void describesItselfBeforeAndAfterItBegins() {
        try (Denoiser fresh = denoiser(RandomSource.of(1))) {
            assertThat(fresh.horizon()).isPositive();
            assertThat(fresh.layout(OBSERVATION_SIZE, ACTION_SIZE).observationSize())
                    .isEqualTo(OBSERVATION_SIZE);
            assertThat(fresh.layout(OBSERVATION_SIZE, ACTION_SIZE).actionSize()).isEqualTo(ACTION_SIZE);
            assertThat(fresh.updates()).isGreaterThanOrEqualTo(8);
            assertThatThrownBy(fresh::normalizer).isInstanceOf(IllegalStateException.class);
            fresh.begin(normalizer);
            assertThat(fresh.step()).isZero();
            assertSameStatistics(fresh.normalizer());
        }
    }

    @Test
    void countsItsUpdatesAndReportsFiniteFigures() {
        long before = shared.step();
        Map<String, Double> figures = shared.update(windows, 2);
        assertThat(shared.step()).isEqualTo(before + 2);
        assertThat(figures).containsKey("loss");
        ReportedFigures.assertSound(figures);
    }

    @Test
    void trainingLowersTheLoss() {
        try (Denoiser denoiser = denoiser(RandomSource.of(2))) {
            denoiser.begin(normalizer);
            double before = denoiser.heldOutLoss(windows);
            denoiser.update(windows, Math.toIntExact(denoiser.updates()));
            assertThat(denoiser.step()).isEqualTo(denoiser.updates());
            assertThat(denoiser.heldOutLoss(windows)).isLessThan(before);
        }
    }

    @Test
    void measuresTheSameLossEachTime() {
        double loss = shared.heldOutLoss(windows);
        assertThat(loss).isFinite().isNotNegative();
        assertThat(shared.heldOutLoss(windows)).isEqualTo(loss);
    }

    @Test
    void estimatesAnyCountInArraysThatAreLongerAndLeavesItsInputAlone() {
        for (int count : new int[] {1, 2, 7, 33}) {
            float[] noised = SpareArrays.gaussian(RandomSource.of(count), count * size());
            float[] sigma = SpareArrays.uniform(RandomSource.of(3), count, 0.01f, 5);
            float[] given = noised.clone();
            float[] givenSigma = sigma.clone();
            float[] estimate = SpareArrays.ofSize(count * size());
            shared.denoise(noised, sigma, null, count, estimate);
            SpareArrays.assertFilled("estimate of " + count, estimate, count * size());
            assertThat(noised).as("noised").isEqualTo(given);
            assertThat(sigma).as("sigma").isEqualTo(givenSigma);
        }
    }

    @Test
    void estimatesATrajectoryWhateverElseIsInItsBatch() {
        int count = 5;
        float[] noised = SpareArrays.gaussian(RandomSource.of(4), count * size());
        float[] sigma = {0.05f, 0.5f, 1, 2, 20};
        float[] together = new float[count * size()];
        shared.denoise(noised, sigma, null, count, together);
        for (int trajectory = 0; trajectory < count; trajectory++) {
            float[] alone = new float[size()];
            float[] row = Arrays.copyOfRange(noised, trajectory * size(), (trajectory + 1) * size());
            shared.denoise(row, new float[] {sigma[trajectory]}, null, 1, alone);
            SpareArrays.assertClose(
                    "trajectory " + trajectory + " alone", alone, 0, together, trajectory * size(), size(), 1e-3);
        }
    }

    @Test
    void estimatesTheSameEachTimeAtEveryNoiseLevel() {
        for (float level : new float[] {0.002f, 0.05f, 1, 10, 80}) {
            float[] first = estimate(shared, level);
            assertThat(estimate(shared, level)).as("sigma %s", level).isEqualTo(first);
            SpareArrays.assertFilled("estimate at sigma " + level, first, 4 * size());
        }
    }

    @Test
    void returnsWhatItIsGivenWhereThereIsHardlyAnyNoise() {
        float[] clean = windows.gather(0, 1, 2, 3).values();
        normalizer.normalize(clean);
        float[] estimate = new float[clean.length];
        float[] sigma = {0.002f, 0.002f, 0.002f, 0.002f};
        shared.denoise(clean, sigma, null, 4, estimate);
        SpareArrays.assertClose("estimate", estimate, 0, clean, 0, clean.length, 0.1);
    }

    @Test
    void isTheSameForTheSameSeed() {
        try (Denoiser one = begun(5);
                Denoiser other = begun(5)) {
            assertThat(one.update(windows, 3)).isEqualTo(other.update(windows, 3));
            assertThat(estimate(one, 1)).isEqualTo(estimate(other, 1));
        }
    }

    @Test
    void goesOnFromACheckpointWithTheSameBytes(@TempDir Path directory) {
        try (Denoiser original = begun(6);
                Denoiser resumed = denoiser(RandomSource.of(7))) {
            original.update(windows, 3);
            SavedState kept = SavedState.of(original, directory);
            resumed.load(kept.directory());
            assertThat(resumed.step()).isEqualTo(3);
            assertSameStatistics(resumed.normalizer());
            assertThat(estimate(resumed, 1)).isEqualTo(estimate(original, 1));
            assertThat(resumed.update(windows, 3)).isEqualTo(original.update(windows, 3));
            assertThat(estimate(resumed, 1)).isEqualTo(estimate(original, 1));
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
        try (Denoiser fresh = denoiser(RandomSource.of(8))) {
            assertRefused(fresh, SavedState.empty(directory));
            assertRefused(fresh, truncated);
            assertRefused(fresh, altered);
        }
    }

    @Test
    void stopsWhenTheLossIsNoLongerFinite() {
        try (Denoiser denoiser = begun(9)) {
            denoiser.update(windows, 2);
            float[] before = estimate(denoiser, 1);
            Windows broken = windows(denoiser, Float.NaN);
            assertThatThrownBy(() -> denoiser.update(broken, 3))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("update");
            assertThat(denoiser.step()).as("step after the failure").isEqualTo(2);
            assertThat(estimate(denoiser, 1)).as("estimate after the failure").isEqualTo(before);
        }
    }

    /** What a denoiser's own loop draws is its own affair; a loop that draws nothing has one result. */
    @Test
    void runsAWholeLoopAsItIsRunStageByStage() {
        List<SolverStage> stages = List.of(
                SolverStage.keeping(0, 2, 0.4),
                new SolverStage(1, 0.8, 0, 0.6, 0.3, -0.2, 0, 0),
                new SolverStage(2, 0.25, 0, 0.5, 0.1, 0.3, 0, 0));
        SamplingRequest request = SamplingRequest.of(shared, 5, RandomSource.of(1));
        Optional<FusedSampling> fused =
                shared.fusedSampling().filter(capability -> capability.supports(stages, request));
        if (fused.isPresent()) {
            float[] noised = new float[3 * size()];
            RandomSource.of(10).fillGaussian(noised, 0, noised.length);
            float[] expected = byStages(stages, noised.clone());
            fused.get().run(stages, request, 2, 3, noised);
            for (int i = 0; i < noised.length; i++) {
                assertThat(noised[i]).as("value %d", i).isCloseTo(expected[i], within(1e-4f));
            }
        }
    }

    private float[] byStages(List<SolverStage> stages, float[] x) {
        float[] estimate = new float[x.length];
        float[] before = new float[x.length];
        float[] noiseBefore = new float[x.length];
        for (SolverStage stage : stages) {
            float sigma = (float) stage.sigma();
            shared.denoise(x, new float[] {sigma, sigma, sigma}, null, 3, estimate);
            for (int i = 0; i < x.length; i++) {
                double noise = x[i] - estimate[i];
                double target = estimate[i] + stage.extrapolation() * (estimate[i] - before[i]);
                x[i] = (float) (target + stage.kept() * (x[i] - target) + stage.carried() * noiseBefore[i]);
                before[i] = estimate[i];
                noiseBefore[i] = (float) noise;
            }
        }
        return x;
    }

    private static void assertRefused(Stateful component, SavedState checkpoint) {
        assertThatThrownBy(() -> component.load(checkpoint.directory())).isInstanceOf(LeewayException.class);
    }

    private void assertSameStatistics(Normalizer actual) {
        assertThat(actual.layout()).isEqualTo(normalizer.layout());
        assertThat(actual.means()).isEqualTo(normalizer.means());
        assertThat(actual.standardDeviations()).isEqualTo(normalizer.standardDeviations());
    }

    private Denoiser begun(long seed) {
        Denoiser denoiser = denoiser(RandomSource.of(seed));
        denoiser.begin(normalizer);
        return denoiser;
    }

    private float[] estimate(Denoiser denoiser, float level) {
        float[] noised = SpareArrays.gaussian(RandomSource.of(10), 4 * size());
        for (int i = 0; i < 4 * size(); i++) {
            noised[i] *= (float) Math.sqrt(1 + level * level);
        }
        float[] estimate = SpareArrays.ofSize(4 * size());
        denoiser.denoise(noised, new float[] {level, level, level, level}, null, 4, estimate);
        return estimate;
    }

    private int size() {
        return normalizer.layout().width() * shared.horizon();
    }

    private static Windows windows(Denoiser denoiser, float added) {
        RandomSource random = RandomSource.of(11);
        int steps = 2 * denoiser.horizon() + 5;
        DatasetBuilder builder = new DatasetBuilder(OBSERVATION_SIZE, ACTION_SIZE);
        for (int episode = 0; episode < 4; episode++) {
            builder.walk(random, steps, episode % 2 == 0);
        }
        Dataset dataset = builder.build();
        for (int i = 0; i < dataset.observations().length; i++) {
            dataset.observations()[i] += added;
        }
        return WindowCutter.cut(dataset, denoiser.layout(OBSERVATION_SIZE, ACTION_SIZE), denoiser.horizon(), 1, 0)
                .training();
    }
}
