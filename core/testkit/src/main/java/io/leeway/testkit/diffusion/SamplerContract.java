package io.leeway.testkit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.ColumnMoments;
import io.leeway.testkit.SpareArrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The promises of every {@link Sampler}, with a denoiser whose answers are exact; see {@link SamplerGuidanceContract}
 * for how it treats guidance. A subclass supplies a sampler with as many steps as its default.
 */
public abstract class SamplerContract {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(2, 1);
    private static final int HORIZON = 4;
    private static final int SIZE = HORIZON * LAYOUT.width();

    /** Creates the sampler. */
    protected abstract Sampler sampler();

    @Test
    void givesAnyCountOfTrajectoriesInDataUnits() {
        for (int count : new int[] {1, 3, 300}) {
            Trajectories given = sample(denoiser(0.3), count, 1).trajectories();
            assertThat(given.count()).isEqualTo(count);
            assertThat(given.horizon()).isEqualTo(HORIZON);
            assertThat(given.layout()).isEqualTo(LAYOUT);
            SpareArrays.assertFilled("trajectories", given.values(), count * SIZE);
            for (int row = 0; row < count * HORIZON; row++) {
                int from = row * LAYOUT.width();
                assertThat(given.values()[from + LAYOUT.actionOffset()]).isStrictlyBetween(-1f, 1f);
                assertThat(given.values()[from + LAYOUT.terminalColumn()]).isZero();
            }
        }
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        float[] first = sample(denoiser(0), 5, 1).trajectories().values();
        assertThat(sample(denoiser(0), 5, 1).trajectories().values()).isEqualTo(first);
        assertThat(sample(denoiser(0), 5, 2).trajectories().values()).isNotEqualTo(first);
    }

    @Test
    void makesEveryTrajectoryAnother() {
        Trajectories given = sample(denoiser(0), 300, 1).trajectories();
        assertThat(java.util.stream.IntStream.range(0, 300)
                        .mapToObj(i -> given.get(i, 0, 0))
                        .distinct())
                .hasSizeGreaterThan(295);
    }

    @Test
    void reachesTheDistributionThatTheDenoiserLearned() {
        int count = 1000;
        GaussianDenoiser denoiser = denoiser(0.5);
        Trajectories given = sample(denoiser, count, 3).trajectories();
        for (int column : new int[] {0, 1, LAYOUT.rewardColumn()}) {
            Normalizer normalizer = denoiser.normalizer();
            double unit = normalizer.standardDeviation(column);
            ColumnMoments actual = ColumnMoments.of(given.values(), column, LAYOUT.width(), count * HORIZON);
            assertThat((actual.mean() - normalizer.mean(column)) / unit).isCloseTo(0.5, within(0.1));
            assertThat(actual.deviation() / unit).isCloseTo(1, within(0.2));
        }
    }

    @Test
    void countsTheEvaluationsOfEachTrajectory() {
        for (int count : new int[] {1, 300}) {
            GaussianDenoiser denoiser = denoiser(0);
            Sample sample = sample(denoiser, count, 1);
            assertThat(sample.networkEvaluations()).isPositive();
            assertThat(denoiser.evaluations()).isEqualTo(count * sample.networkEvaluations());
        }
    }

    @Test
    void callsTheDenoiserWithSoundArguments() {
        Denoiser denoiser = new ObservedDenoiser(denoiser(0), (noised, sigma, condition, count, estimate) -> {
            assertThat(noised).isNotSameAs(estimate).hasSizeGreaterThanOrEqualTo(count * SIZE);
            assertThat(sigma).hasSizeGreaterThanOrEqualTo(count);
            for (int i = 0; i < count; i++) {
                assertThat(sigma[i]).isFinite().isPositive();
            }
        });
        assertThat(sample(denoiser, 3, 1).trajectories().count()).isEqualTo(3);
    }

    @Test
    void givesEveryTrajectoryItsOwnCondition() {
        int count = 300;
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            values[2 * i] = 40 * i;
        }
        SamplingRequest request = request(denoiser(0), count, 1).withCondition(new Condition(2, values));
        Trajectories given = sampler().sample(request).trajectories();
        Normalizer normalizer = request.denoiser().normalizer();
        for (int i = 0; i < count; i++) {
            double normalised = (given.get(i, 1, 0) - normalizer.mean(0)) / normalizer.standardDeviation(0);
            assertThat(normalised).as("trajectory %d", i).isCloseTo(values[2 * i], within(8 + 0.3 * values[2 * i]));
        }
    }

    @Test
    void holdsKnownValuesFixed() {
        int count = 300;
        boolean[] mask = new boolean[SIZE];
        mask[0] = true;
        mask[1] = true;
        mask[LAYOUT.width() + LAYOUT.actionOffset()] = true;
        mask[2 * LAYOUT.width() + LAYOUT.rewardColumn()] = true;
        Trajectories truth = given(count);
        Sample sample =
                sampler().sample(request(denoiser(0), count, 1).withKnown(new SamplingRequest.Known(truth, mask)));
        for (int i = 0; i < count * SIZE; i++) {
            if (mask[i % SIZE]) {
                assertThat(sample.trajectories().values()[i]).isCloseTo(truth.values()[i], within(1e-3f));
            }
        }
        double others = ColumnMoments.of(sample.trajectories().values(), LAYOUT.width(), SIZE, count)
                .deviation();
        assertThat(others).as("a value that is not known varies").isGreaterThan(0.5);
    }

    @Test
    void startsFromGivenTrajectoriesAndStaysNearThemWhereLittleNoiseIsAdded() {
        Trajectories start = given(300);
        Trajectories near = sampler()
                .sample(request(denoiser(0), 300, 1).withStart(new SamplingRequest.Start(start, 0.01)))
                .trajectories();
        Trajectories far = sampler()
                .sample(request(denoiser(0), 300, 1).withStart(new SamplingRequest.Start(start, 5)))
                .trajectories();
        assertThat(distance(near, start)).isBetween(1e-6, 0.1);
        assertThat(distance(far, start)).isGreaterThan(0.5);
    }

    @Test
    void reportsEveryTrajectoryOnce() {
        AtomicLong done = new AtomicLong();
        sampler().sample(request(denoiser(0), 300, 1).withProgress((amount, detail) -> done.addAndGet(amount)));
        assertThat(done).hasValue(300);
    }

    @Test
    void letsACancellationThrough() {
        SamplingRequest request = request(denoiser(0), 3, 1).withProgress((amount, detail) -> {
            throw new CancellationException();
        });
        assertThatThrownBy(() -> sampler().sample(request)).isInstanceOf(CancellationException.class);
    }

    @Test
    void refusesValuesThatAreNoLongerFinite() {
        Denoiser broken = new ObservedDenoiser(
                denoiser(0), (noised, sigma, condition, count, estimate) -> estimate[0] = Float.NaN);
        assertThatThrownBy(() -> sample(broken, 3, 1)).isInstanceOf(LeewayException.class);
    }

    private Sample sample(Denoiser denoiser, int count, long seed) {
        return sampler().sample(request(denoiser, count, seed));
    }

    private static SamplingRequest request(Denoiser denoiser, int count, long seed) {
        return SamplingRequest.of(denoiser, count, RandomSource.of(seed));
    }

    /** The terminal column never varied. */
    private static GaussianDenoiser denoiser(double mean) {
        GaussianDenoiser denoiser = new GaussianDenoiser(HORIZON, mean, 1);
        denoiser.begin(new Normalizer(LAYOUT, new float[] {1, -2, 0.1f, 0.5f, 0}, new float[] {2, 1, 0.3f, 1, 0}));
        return denoiser;
    }

    private static Trajectories given(int count) {
        Trajectories trajectories = Trajectories.zeros(LAYOUT, HORIZON, count);
        RandomSource random = RandomSource.of(20);
        for (int row = 0; row < count * HORIZON; row++) {
            int from = row * LAYOUT.width();
            random.fillGaussian(trajectories.values(), from, from + 2);
            trajectories.values()[from + LAYOUT.actionOffset()] = random.nextFloat() - 0.5f;
            trajectories.values()[from + LAYOUT.rewardColumn()] = (float) random.nextGaussian();
        }
        return trajectories;
    }

    private static double distance(Trajectories actual, Trajectories expected) {
        double squares = 0;
        for (int i = 0; i < actual.values().length; i++) {
            squares += Math.pow((double) actual.values()[i] - expected.values()[i], 2);
        }
        return Math.sqrt(squares / actual.values().length);
    }
}
