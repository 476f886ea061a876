package io.leeway.experiment.trained;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.support.WindowCutter;
import io.leeway.testkit.DatasetBuilder;
import org.junit.jupiter.api.Test;

final class NearestWindowsTest {
    private final Dataset dataset = new DatasetBuilder(2, 1)
            .walk(RandomSource.of(1), 60, true)
            .walk(RandomSource.of(2), 60, false)
            .build();
    private final Windows windows =
            WindowCutter.cut(dataset, TrajectoryLayout.of(2, 1), 5, 3, 0).training();

    @Test
    void aWindowIsNearestToItselfAndToWhatIsAHairBesideIt() {
        for (int window = 0; window < windows.count(); window += 4) {
            Trajectories sought = windows.gather(window);
            float[] expected = sought.values().clone();
            sought.values()[0] += 1e-4f;
            assertThat(new NearestWindows(windows).to(sought).values()).isEqualTo(expected);
        }
    }

    /** Far in a column that spreads widely is nearer than as far in one that hardly varies. */
    @Test
    void measuresEachColumnByItsSpread() {
        float[] observations = dataset.observations();
        for (int row = 0; row < observations.length / 2; row++) {
            observations[2 * row] = row % 2 == 0 ? 0 : 100;
            observations[2 * row + 1] = row % 2 == 0 ? 0 : 0.01f;
        }
        Windows two = new Windows(dataset, TrajectoryLayout.of(2, 1), 5, new int[] {0, 0}, new int[] {0, 1});
        Trajectories sought = two.gather(0);
        sought.values()[0] = 40;
        sought.values()[1] = 0.009f;
        assertThat(new NearestWindows(two).to(sought).get(0, 0, 1)).isEqualTo(0.01f);
    }
}
