package io.leeway.spi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.support.WindowCutter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {
    private static final TrajectoryLayout CHAINED = TrajectoryLayout.of(1, 1);

    private static List<String> places(Windows windows) {
        return IntStream.range(0, windows.count())
                .mapToObj(i -> windows.episode(i) + ":" + windows.start(i))
                .toList();
    }

    @Test
    void startEveryStrideAndAtEachEpisodesStart() {
        Windows windows =
                WindowCutter.cut(Episodes.of(false, 10, 3, 6), CHAINED, 4, 3, 0).training();
        assertThat(places(windows)).containsExactly("0:0", "0:3", "0:6", "2:0");
    }

    @Test
    void oneEndsInEachTerminalStepAndInNoOtherEnd() {
        assertThat(places(WindowCutter.cut(Episodes.of(true, 10, 3, 6), CHAINED, 4, 3, 0)
                        .training()))
                .containsExactly("0:0", "0:3", "0:6", "2:0", "2:2");
        assertThat(places(
                        WindowCutter.cut(Episodes.of(true, 4), CHAINED, 4, 1, 0).training()))
                .containsExactly("0:0");
    }

    @Test
    void gatherWhatTheDatasetHolds() {
        Windows windows =
                WindowCutter.cut(Episodes.of(true, 7, 5), CHAINED, 4, 2, 0).training();
        float[] target = new float[3 + 4 * 4];
        int last = windows.count() - 1;
        assertThat(windows.episode(last)).isEqualTo(1);
        windows.gather(last, target, 3);
        assertThat(target)
                .containsExactly(
                        0, 0, 0, 1001, 0.001f, -1, 0, 1002, 0.002f, -2, 0, 1003, 0.003f, -3, 0, 1004, 0.004f, -4, 1);
    }

    @Test
    void carryTheirNextObservationsWhereTheLayoutHasThem() {
        TrajectoryLayout single = new TrajectoryLayout(1, 1, true);
        Windows windows =
                WindowCutter.cut(Episodes.of(true, 2), single, 1, 1, 0).training();
        assertThat(windows.gather(0, 1).values()).containsExactly(0, 0, 0, 0, 1, 1, 0.001f, -1, 1, 2);
    }

    /** Random episodes: what is promised of every cut. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.2, 0.5, 0.9})
    void neverCrossAnEpisodesEndNorShareAStepWithTheHeldOut(double heldOut) {
        RandomSource random = RandomSource.of(3);
        for (int repeat = 0; repeat < 200; repeat++) {
            int horizon = random.nextInt(1, 12);
            int[] lengths = random.ints(random.nextInt(1, 40), 1, 120).toArray();
            lengths[0] = Math.max(lengths[0], horizon);
            Dataset dataset = Episodes.of(random.nextBoolean(), lengths);
            Windows.Split split = WindowCutter.cut(dataset, CHAINED, horizon, random.nextInt(1, 9), heldOut);
            assertThat(split.training().count()).isPositive();
            boolean[] trained = steps(split.training());
            boolean[] held = steps(split.heldOut());
            for (int step = 0; step < trained.length; step++) {
                assertThat(trained[step] && held[step])
                        .as("step %d in both", step)
                        .isFalse();
            }
            if (heldOut == 0) {
                assertThat(split.heldOut().count()).isZero();
            }
        }
    }

    private static boolean[] steps(Windows windows) {
        Dataset dataset = windows.dataset();
        boolean[] covered = new boolean[dataset.steps()];
        for (int i = 0; i < windows.count(); i++) {
            int episode = windows.episode(i);
            assertThat(windows.start(i) + windows.horizon()).isLessThanOrEqualTo(dataset.length(episode));
            for (int row = 0; row < windows.horizon(); row++) {
                covered[dataset.firstStep(episode) + windows.start(i) + row] = true;
            }
        }
        return covered;
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0.05, 1",
        "19, 0.05, 0",
        "21, 0.05, 1",
        "100, 0.05, 5",
        "10, 0.1, 1",
        "3, 0.34, 1",
        "2, 0.9, 1",
        "2, 0.4, 0"
    })
    void wholeEpisodesAreHeldOutWhereThereAreEnough(int episodes, double heldOut, int expected) {
        int[] lengths = new int[episodes];
        Arrays.fill(lengths, 5);
        Windows.Split split = WindowCutter.cut(Episodes.of(false, lengths), CHAINED, 5, 1, heldOut);
        assertThat(split.heldOut().count()).isEqualTo(expected);
        assertThat(split.training().count()).isEqualTo(episodes - expected);
        if (expected > 0) {
            assertThat(split.rule()).isEqualTo(expected + " of " + episodes + " episodes held out");
        }
    }

    @Test
    void heldOutEpisodesAreSpreadEvenly() {
        int[] lengths = new int[1000];
        Arrays.fill(lengths, 1);
        Windows held = WindowCutter.cut(Episodes.of(false, lengths), CHAINED, 1, 1, 0.1)
                .heldOut();
        List<Integer> gaps = new ArrayList<>();
        for (int i = 1; i < held.count(); i++) {
            gaps.add(held.episode(i) - held.episode(i - 1));
        }
        assertThat(gaps).hasSize(99).containsOnly(10);
    }

    /** Products of episode counts pass 2^31 here. */
    @Test
    void heldOutEpisodesAreAsManyAsAskedForAmongVeryMany() {
        int[] lengths = new int[200_000];
        Arrays.fill(lengths, 1);
        Windows.Split split = WindowCutter.cut(Episodes.of(false, lengths), CHAINED, 1, 1, 0.5);
        assertThat(split.heldOut().count()).isEqualTo(100_000);
        assertThat(split.training().count()).isEqualTo(100_000);
    }

    @Test
    void theEndOfEachEpisodeIsHeldOutWhereThereAreFewWithAGapOfAHorizon() {
        Windows.Split split = WindowCutter.cut(Episodes.of(false, 1000, 400), CHAINED, 10, 5, 0.1);
        assertThat(split.rule()).isEqualTo("the last 10 % of each episode held out, after a gap of one horizon");
        for (int episode = 0; episode < 2; episode++) {
            int chosen = episode;
            int length = split.training().dataset().length(episode);
            int lastTrained = ends(split.training(), chosen).max().orElseThrow();
            int firstHeld = ends(split.heldOut(), chosen).min().orElseThrow() - 10;
            assertThat(firstHeld).isEqualTo(length - length / 10);
            assertThat(firstHeld - lastTrained).as("gap").isBetween(10, 15);
            assertThat(ends(split.heldOut(), chosen).max().orElseThrow()).isEqualTo(length);
        }
    }

    private static IntStream ends(Windows windows, int episode) {
        return IntStream.range(0, windows.count())
                .filter(i -> windows.episode(i) == episode)
                .map(i -> windows.start(i) + windows.horizon());
    }

    @Test
    void sayWhenNothingCouldBeHeldOutAndWhatIsTooShort() {
        Windows.Split split = WindowCutter.cut(Episodes.of(false, 29, 5), CHAINED, 10, 1, 0.1);
        assertThat(split.heldOut().count()).isZero();
        assertThat(split.training().count()).isEqualTo(20);
        assertThat(split.rule())
                .isEqualTo(
                        "no windows held out, since no episode has room for them and a gap; 1 episode is shorter than"
                                + " the horizon and gives none");
    }

    @Test
    void refuseAHorizonThatNoEpisodeHas() {
        assertThatThrownBy(() -> WindowCutter.cut(Episodes.of(false, 5, 8, 3), CHAINED, 9, 1, 0))
                .isInstanceOf(LeewayException.class)
                .hasMessage("No episode of the dataset is as long as the horizon of 9 steps: the longest has 8. Lower"
                        + " the denoiser's horizon to 8 or less, or use longer episodes.");
        assertThatThrownBy(() -> WindowCutter.cut(Episodes.of(false, 5), CHAINED, 2, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("were given 2, 0 and 1.0");
        assertThatThrownBy(() -> WindowCutter.cut(Episodes.of(false, 5), TrajectoryLayout.of(2, 1), 2, 1, 0))
                .hasMessage("The layout has 2 observation and 1 action columns, but the dataset has 1 and 1");
    }

    @Test
    void normalizeToZeroMeanAndUnitVarianceAndBack() {
        Windows windows =
                WindowCutter.cut(Episodes.of(true, 40, 60, 8), CHAINED, 8, 3, 0).training();
        Normalizer normalizer = Normalizer.fit(windows);
        float[] values =
                windows.gather(IntStream.range(0, windows.count()).toArray()).values();
        float[] original = values.clone();
        normalizer.normalize(values);
        for (int column = 0; column < 4; column++) {
            double sum = 0;
            double squares = 0;
            for (int at = column; at < values.length; at += 4) {
                sum += values[at];
                squares += values[at] * values[at];
            }
            int rows = values.length / 4;
            assertThat(sum / rows).as("mean of column %d", column).isCloseTo(0, within(1e-5));
            assertThat(squares / rows).as("variance of column %d", column).isCloseTo(1, within(1e-4));
        }
        normalizer.denormalize(values);
        for (int at = 0; at < values.length; at++) {
            assertThat(values[at]).isCloseTo(original[at], within(1e-3f));
        }
    }
}
