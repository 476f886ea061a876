package io.leeway.environment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.support.WindowCutter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Windows whose observations and rewards are independent Gaussian values, against others of which the distance is
 * known.
 */
class SlicedWassersteinTest {
    private static final int EPISODES = 20_000;
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(2, 1);

    private final Windows windows = windows(1);

    private static Windows windows(long seed) {
        float[] observations = new float[EPISODES * 4];
        float[] rewards = new float[EPISODES];
        RandomSource random = RandomSource.of(seed);
        random.fillGaussian(observations, 0, observations.length);
        random.fillGaussian(rewards, 0, EPISODES);
        int[] lengths = new int[EPISODES];
        boolean[] over = new boolean[EPISODES];
        for (int i = 0; i < EPISODES; i++) {
            lengths[i] = 1;
            over[i] = true;
        }
        Dataset dataset = new Dataset(
                2, 1, observations, new float[EPISODES], rewards, lengths, new boolean[EPISODES], over, Map.of());
        return WindowCutter.cut(dataset, LAYOUT, 1, 1, 0).training();
    }

    private static Trajectories all(Windows windows) {
        int[] every = new int[windows.count()];
        for (int i = 0; i < every.length; i++) {
            every[i] = i;
        }
        return windows.gather(every);
    }

    @Test
    void isNothingForTheWindowsThemselvesAndLittleForOthersLikeThem() {
        SlicedWasserstein meter = new SlicedWasserstein(windows);
        assertThat(meter.distance(all(windows))).isCloseTo(0, within(1e-6));
        assertThat(meter.distance(all(windows(2)))).isBetween(0.001, 0.02);
    }

    /** Of N(0, 1) and N(0, s²) the distance is |1 − s|·E|z|, with E|z| = √(2/π). */
    @Test
    void isThatOfNarrowerGaussians() {
        Trajectories narrow = all(windows);
        for (int i = 0; i < narrow.values().length; i++) {
            narrow.values()[i] *= 0.8f;
        }
        assertThat(new SlicedWasserstein(windows).distance(narrow))
                .isCloseTo(0.2 * Math.sqrt(2 / Math.PI), within(0.01));
    }

    /** Each column stays as it was, but the first two are the same: columns on their own do not show it. */
    @Test
    void seesColumnsThatDoNotGoTogether() {
        Trajectories same = all(windows);
        for (int row = 0; row < same.count(); row++) {
            same.values()[row * LAYOUT.width() + 1] = same.values()[row * LAYOUT.width()];
        }
        assertThat(new SlicedWasserstein(windows).distance(same)).isGreaterThan(0.1);
    }
}
