package io.leeway.environment.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.environment.Recorded;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environment;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WrappersTest {
    private static VectorEnvironment line(int count, AutoresetMode mode) {
        return new LineEnvironments().make(VectorOptions.of(count, mode));
    }

    private static Value still(int count) {
        return new Value.Reals(new double[count]);
    }

    @Test
    void aTimeLimitTruncatesAtItsStepAndKnowsWhoWasReset() {
        try (TimeLimit limited = new TimeLimit(line(2, AutoresetMode.DISABLED), 3)) {
            assertThat(limited.spec().maximumEpisodeSteps()).isEqualTo(3);
            limited.reset(null, null, Map.of());
            assertThat(limited.step(still(2)).truncated()).containsExactly(false, false);
            limited.reset(null, new boolean[] {false, true}, Map.of());
            assertThat(limited.step(still(2)).truncated()).containsExactly(false, false);
            assertThat(limited.step(still(2)).truncated()).containsExactly(true, false);
            assertThatThrownBy(() -> limited.step(still(2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The episode of environment 0 is over after 3 steps: reset it first");
            limited.reset(null, new boolean[] {true, false}, Map.of());
            assertThat(limited.step(still(2)).truncated()).containsExactly(false, true);
            assertThat(limited.snapshots()).isEmpty();
        }
        assertThatThrownBy(() -> new TimeLimit(line(1, AutoresetMode.NEXT_STEP), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NEXT_STEP");
    }

    @Test
    void aSingleEnvironmentIsWrappedAsAVectorOfOne() {
        try (Environment one = Environment.of(new TimeLimit(line(1, AutoresetMode.DISABLED), 1))) {
            one.reset(4L);
            assertThat(one.step(still(1)).truncated()).isTrue();
        }
    }

    /** A still walker's return is ten times its position, at the line's limit of ten steps. */
    @ParameterizedTest
    @EnumSource
    void statisticsAreOfWholeEpisodes(AutoresetMode mode) {
        long[] clock = {0};
        try (EpisodeStatistics counted = new EpisodeStatistics(line(2, mode), () -> clock[0])) {
            double[] positions = counted.reset(new Long[] {1L, 2L}, null, Map.of())
                    .observations()
                    .reals();
            for (int episode = 0; episode < 3; episode++) {
                for (int step = 1; step < 10; step++) {
                    clock[0] += 1_500_000;
                    assertThat(counted.step(still(2)).infos()).isEmpty();
                }
                clock[0] += 1_500_000;
                VectorEnvironment.Step last = counted.step(still(2));
                assertStatistics(last.infos(), positions);
                if (mode == AutoresetMode.DISABLED) {
                    positions =
                            counted.reset(null, null, Map.of()).observations().reals();
                } else if (mode == AutoresetMode.NEXT_STEP) {
                    VectorEnvironment.Step tick = counted.step(still(2));
                    assertThat(tick.infos()).isEmpty();
                    positions = tick.observations().reals();
                } else {
                    positions = last.observations().reals();
                }
            }
        }
    }

    private static void assertStatistics(Map<String, Info> infos, double[] positions) {
        Info.Group group = (Info.Group) Objects.requireNonNull(infos.get("episode"));
        assertThat(group.present()).containsExactly(true, true);
        double[] returns = numbers(group, "r").reals();
        for (int i = 0; i < 2; i++) {
            double sum = 0;
            for (int step = 0; step < 10; step++) {
                sum += positions[i];
            }
            assertThat(returns[i]).isEqualTo(sum);
        }
        assertThat(((Value.Integers) numbers(group, "l")).values()).containsExactly(10, 10);
        assertThat(numbers(group, "t").reals()).containsExactly(0.015, 0.015);
    }

    private static Value numbers(Info.Group group, String name) {
        return ((Info.Numbers) Objects.requireNonNull(group.columns().get(name))).values();
    }

    @Test
    void statisticsOfOthersAreZeroWhereNoEpisodeEnded() {
        try (EpisodeStatistics counted = new EpisodeStatistics(line(2, AutoresetMode.DISABLED))) {
            counted.reset(null, null, Map.of());
            counted.step(new Value.Reals(new double[] {0, 2}));
            VectorEnvironment.Step step = counted.step(new Value.Reals(new double[] {0, 2}));
            Info.Group group = (Info.Group) Objects.requireNonNull(step.infos().get("episode"));
            assertThat(group.present()).containsExactly(false, true);
            assertThat(((Value.Integers) numbers(group, "l")).values()).containsExactly(0, 2);
            assertThat(numbers(group, "r").reals()[0]).isZero();
        }
    }

    @Test
    void actionsAreClippedAndRewardsScaled() {
        Recorded inner = new Recorded(
                2,
                Space.Box.of(1, -1, 1, Space.ElementType.FLOAT32),
                new Space.Box(List.of(2), new double[] {-1, 0}, new double[] {1, 5}, Space.ElementType.FLOAT32),
                List.of(still(2)));
        ScaleReward environment = new ScaleReward(new ClipAction(inner), 0.25);
        assertThat(environment
                        .step(new Value.Reals(new double[] {-3, 7, 0.5, -1}))
                        .rewards())
                .containsExactly(0.25, 0.25);
        assertThat(inner.lastActions()).containsExactly(-1, 5, 0.5, 0);
        assertThat(((Space.Box) environment.spec().actionSpace()).low()).containsOnly(Double.NEGATIVE_INFINITY);
        try (ScaleReward scaled = new ScaleReward(line(1, AutoresetMode.DISABLED), 3)) {
            assertThat(Objects.requireNonNull(scaled.spec().referenceScores()).normalize(15))
                    .isEqualTo(50);
            assertThat(scaled.spec().settings()).containsEntry("reward scale", "3.0");
        }
    }

    @Test
    void whatCannotBeWrappedIsRefusedWithTheReason() {
        Recorded discrete = new Recorded(1, new Space.Discrete(2, 0), new Space.Discrete(2, 0), List.of());
        assertThatThrownBy(() -> new NormalizeObservation(discrete))
                .isInstanceOf(LeewayException.class)
                .hasMessage("Normalising needs observations that are a box of floating point, but those of recorded-v0"
                        + " are Discrete");
        assertThatThrownBy(() -> new ClipAction(discrete)).isInstanceOf(LeewayException.class);
        assertThatThrownBy(() -> new RescaleAction(line(1, AutoresetMode.DISABLED), 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScaleReward(discrete, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NormalizeObservation(line(1, AutoresetMode.SAME_STEP)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SAME_STEP");
        try (NormalizeObservation normalized = new NormalizeObservation(line(2, AutoresetMode.DISABLED))) {
            assertThatThrownBy(() -> normalized.reset(null, new boolean[] {true, false}, Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("environment 1");
        }
    }

    @Test
    void frozenMomentsStayAsTheyAre() {
        Space space = Space.Box.of(1, -9, 9, Space.ElementType.FLOAT64);
        List<Value> given = List.of(
                new Value.Reals(new double[] {1, 3}),
                new Value.Reals(new double[] {8, 8}),
                new Value.Reals(new double[] {1, 3}));
        try (NormalizeObservation environment = new NormalizeObservation(new Recorded(2, space, space, given))) {
            double[] first =
                    environment.reset(null, null, Map.of()).observations().reals();
            environment.learn(false);
            environment.step(still(2));
            assertThat(environment.step(still(2)).observations().reals()).isEqualTo(first);
        }
    }

    @Test
    void onlyWhatIsNotFlatIsFlattened() {
        LineEnvironments flat = new LineEnvironments();
        assertThat(FlatEnvironments.of(flat)).isSameAs(flat);
    }
}
