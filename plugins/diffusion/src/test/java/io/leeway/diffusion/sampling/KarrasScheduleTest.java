package io.leeway.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class KarrasScheduleTest {
    private final KarrasSchedule schedule = new KarrasSchedule(8, 0.002, 80, 7);

    @Test
    void fallsFromTheLargestLevelToTheSmallestAndThenToZero() {
        double[] levels = schedule.levels();
        assertThat(levels).hasSize(9);
        assertThat(levels[0]).isCloseTo(80, within(1e-9));
        assertThat(levels[7]).isCloseTo(0.002, within(1e-12));
        assertThat(levels[8]).isZero();
        for (int i = 1; i < 8; i++) {
            double root = Math.pow(levels[i - 1], 1 / 7.0) - Math.pow(levels[i], 1 / 7.0);
            assertThat(root).isCloseTo((Math.pow(80, 1 / 7.0) - Math.pow(0.002, 1 / 7.0)) / 7, within(1e-12));
        }
    }

    @Test
    void hasOneStepAtLeast() {
        assertThat(new KarrasSchedule(1, 0.002, 80, 7).levels()).containsExactly(new double[] {80, 0}, within(1e-9));
    }

    @Test
    void takesTheTailOfTheWholeFromOneOfItsOwnLevels() {
        double[] levels = schedule.levels();
        double[] tail = schedule.levelsFrom(levels[3]);
        assertThat(tail).containsExactly(Arrays.copyOfRange(levels, 3, 9), within(1e-9));
    }

    @Test
    void takesOneStepFromBelowItsLastLevel() {
        assertThat(schedule.levelsFrom(0.001)).containsExactly(0.001, 0);
    }

    @Test
    void coversAStartAboveItsFirstLevel() {
        double[] levels = schedule.levelsFrom(100);
        assertThat(levels).hasSize(10);
        assertThat(levels[0]).isCloseTo(100, within(1e-9));
    }

    @Test
    void refusesLevelsThatDoNotFall() {
        assertThatThrownBy(() -> new EulerConfig(10, 80, 2, 7, 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sigma-min must be above 0 and below sigma-max, but they are 80.0 and 2.0");
        assertThatThrownBy(() -> new HeunConfig(10, 0.002, 80, 7, 40, 5, 1, 1, 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("churn-sigma-min must not be above churn-sigma-max, but they are 5.0 and 1.0");
    }
}
