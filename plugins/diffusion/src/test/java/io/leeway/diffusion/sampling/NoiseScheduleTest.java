package io.leeway.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class NoiseScheduleTest {
    private final NoiseSchedule schedule = NoiseSchedule.karras(0.002, 80);

    @Test
    void fallsFromTheLargestLevelToTheSmallestAndThenToZero() {
        double[] levels = schedule.levels(8);
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
        assertThat(schedule.levels(1)).containsExactly(new double[] {80, 0}, within(1e-9));
    }

    @Test
    void takesTheTailOfTheWholeFromOneOfItsOwnLevels() {
        double[] levels = schedule.levels(8);
        double[] tail = schedule.levelsFrom(levels[3], 8);
        assertThat(tail).containsExactly(Arrays.copyOfRange(levels, 3, 9), within(1e-9));
    }

    @Test
    void takesOneStepFromBelowItsLastLevel() {
        assertThat(schedule.levelsFrom(0.001, 8)).containsExactly(0.001, 0);
    }

    @Test
    void coversAStartAboveItsFirstLevel() {
        double[] levels = schedule.levelsFrom(100, 8);
        assertThat(levels).hasSize(10);
        assertThat(levels[0]).isCloseTo(100, within(1e-9));
    }

    @Test
    void refusesLevelsThatDoNotFall() {
        assertThatThrownBy(() -> NoiseSchedule.karras(80, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sigma-min must be above 0 and below sigma-max, but they are 80.0 and 2.0");
        assertThatThrownBy(() -> new HeunConfig(10, schedule, 40, 5, 1, 1, null, LoopConfig.of(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("churn-sigma-min must not be above churn-sigma-max, but they are 5.0 and 1.0");
    }

    @Test
    void spreadsLevelsEvenlyWhereItIsLinear() {
        double[] levels = new NoiseSchedule(NoiseSchedule.Shape.LINEAR, 1, 10, null).levels(4);
        assertThat(levels).containsExactly(new double[] {10, 7, 4, 1, 0}, within(1e-12));
    }

    /** Nichol and Dhariwal's ᾱ(t) = cos²(πt/2) is a noise level of tan(πt/2), without their offset. */
    @Test
    void spreadsTimesOfTheCosineScheduleEvenly() {
        double[] levels = new NoiseSchedule(NoiseSchedule.Shape.COSINE, 0.01, 20, null).levels(9);
        double first = 2 / Math.PI * Math.atan(20);
        double last = 2 / Math.PI * Math.atan(0.01);
        for (int i = 0; i < 9; i++) {
            double time = first + (last - first) * i / 8;
            double kept = Math.pow(Math.cos(Math.PI * time / 2), 2);
            assertThat(levels[i]).isCloseTo(Math.sqrt((1 - kept) / kept), within(1e-9));
        }
        assertThat(levels[9]).isZero();
    }

    @Test
    void refusesAnExponentThatHasNoUse() {
        assertThatThrownBy(() -> new NoiseSchedule(NoiseSchedule.Shape.LINEAR, 1, 10, 7.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rho goes with schedule: karras only; leave it out, or choose schedule: karras");
    }
}
