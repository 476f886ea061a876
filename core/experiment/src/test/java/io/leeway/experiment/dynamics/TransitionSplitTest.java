package io.leeway.experiment.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.support.WindowCutter;
import io.leeway.testkit.DatasetBuilder;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class TransitionSplitTest {
    private static Dataset data(int... lengths) {
        DatasetBuilder builder = new DatasetBuilder(2, 1);
        RandomSource random = RandomSource.of(1);
        for (int length : lengths) {
            builder.walk(random, length, false);
        }
        return builder.build();
    }

    /** Every third episode is too short for a window. */
    @Test
    void theEpisodesOfHeldOutWindowsAreHeldOut() {
        int[] lengths = new int[60];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = i % 3 == 0 ? 5 : 20;
        }
        Dataset data = data(lengths);
        Windows held =
                WindowCutter.cut(data, TrajectoryLayout.of(2, 1), 16, 8, 0.05).heldOut();
        TreeSet<Integer> expected = new TreeSet<>();
        for (int window = 0; window < held.count(); window++) {
            expected.add(held.episode(window));
        }
        TransitionSplit split = TransitionSplit.of(data, 16, 0.05);
        assertThat(split.heldOut()).hasSize(2).allSatisfy(stretch -> {
            assertThat(stretch.from()).isZero();
            assertThat(stretch.to()).isEqualTo(20);
        });
        assertThat(split.heldOut()).extracting(Stretch::episode).containsExactlyElementsOf(expected);
        assertThat(split.training().count()).isEqualTo(data.steps() - 2 * 20);
        assertThat(split.rule()).isEqualTo("2 of 40 episodes held out");
    }

    @Test
    void fewEpisodesHaveTheirEndsHeldOutAfterAGap() {
        TransitionSplit split = TransitionSplit.of(data(200, 100), 10, 0.1);
        assertThat(split.heldOut()).containsExactly(new Stretch(0, 180, 200), new Stretch(1, 90, 100));
        assertThat(split.training().count()).isEqualTo(170 + 80);
    }

    @Test
    void rowsAreTheDatasets() {
        Dataset data = data(30);
        TransitionSplit split = TransitionSplit.of(data, 1, 0);
        assertThat(split.heldOut()).isEmpty();
        assertThat(split.training().observations()).isEqualTo(data.transitions().observations());
        assertThat(split.training().nextObservations())
                .isEqualTo(data.transitions().nextObservations());
        assertThat(split.training().rewards()).isEqualTo(data.rewards());
    }

    @Test
    void aHorizonThatNoEpisodeHasIsOne() {
        TransitionSplit split = TransitionSplit.of(data(5, 5, 5, 5), 32, 0.25);
        assertThat(split.heldOut()).containsExactly(new Stretch(3, 0, 5));
        assertThat(split.training().count()).isEqualTo(15);
    }
}
