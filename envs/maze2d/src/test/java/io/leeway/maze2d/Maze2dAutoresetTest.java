package io.leeway.maze2d;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorEnvironment.Step;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The three autoreset modes around the end of an episode, tick by tick, as Gymnasium 1.x documents them. */
class Maze2dAutoresetTest {
    private static final int HORIZON = MazeLayout.UMAZE.horizon();
    private static final Value STILL = new Value.Reals(new double[4]);

    /** Two environments, of which the second was reset at step 100 and so ends 100 steps later. */
    private static VectorEnvironment nearTheEnd(AutoresetMode mode) {
        VectorEnvironment environment =
                Mazes.of(MazeLayout.UMAZE, MazeReward.DENSE).make(2, mode, true);
        environment.reset(new Long[] {1L, 2L}, null, Map.of());
        for (int step = 1; step < HORIZON; step++) {
            if (step == 100) {
                environment.reset(null, new boolean[] {false, true}, Map.of());
            }
            assertThat(environment.step(STILL).truncated()).containsOnly(false);
        }
        return environment;
    }

    /** The first environment's next start, from its stream. */
    private static double[] nextStart() {
        try (VectorEnvironment environment =
                Mazes.of(MazeLayout.UMAZE, MazeReward.DENSE).make(1, AutoresetMode.NEXT_STEP, true)) {
            environment.reset(new Long[] {1L}, null, Map.of());
            return environment.reset(null, null, Map.of()).observations().reals();
        }
    }

    private static double[] first(Value observations) {
        return Arrays.copyOf(observations.reals(), 4);
    }

    @Test
    void nextStepEndsThenResetsThenGoesOn() {
        try (VectorEnvironment environment = nearTheEnd(AutoresetMode.NEXT_STEP)) {
            Step last = environment.step(STILL);
            assertThat(last.truncated()).containsExactly(true, false);
            assertThat(last.rewards()[0]).isPositive();
            assertThat(last.finalObservations()).isNull();
            assertThat(first(last.observations())).isNotEqualTo(nextStart());

            Step reset = environment.step(new Value.Reals(new double[] {Double.NaN, 1, 0, 0}));
            assertThat(first(reset.observations())).isEqualTo(nextStart());
            assertThat(reset.rewards()[0]).isZero();
            assertThat(reset.rewards()[1]).isPositive();
            assertThat(reset.truncated()).containsOnly(false);

            for (int step = 1; step < HORIZON; step++) {
                assertThat(environment.step(STILL).truncated()[0]).isFalse();
            }
            assertThat(environment.step(STILL).truncated()[0]).isTrue();
        }
    }

    @Test
    void sameStepResetsAtOnceAndKeepsTheFinalObservation() {
        try (VectorEnvironment environment = nearTheEnd(AutoresetMode.SAME_STEP);
                VectorEnvironment manual = nearTheEnd(AutoresetMode.DISABLED)) {
            Step last = environment.step(STILL);
            Step expected = manual.step(STILL);
            assertThat(last.truncated()).containsExactly(true, false);
            assertThat(last.rewards()).isEqualTo(expected.rewards());
            assertThat(Objects.requireNonNull(last.finalObservations()).reals())
                    .isEqualTo(expected.observations().reals());
            assertThat(first(last.observations())).isEqualTo(nextStart());
            assertThat(environment.step(STILL).truncated()).containsOnly(false);
        }
    }

    @Test
    void disabledWaitsForTheCallersMask() {
        try (VectorEnvironment environment = nearTheEnd(AutoresetMode.DISABLED)) {
            Step last = environment.step(STILL);
            double[] before = last.observations().reals();
            double[] after = environment
                    .reset(null, last.truncated(), Map.of())
                    .observations()
                    .reals();
            assertThat(Arrays.copyOf(after, 4)).isEqualTo(nextStart());
            assertThat(Arrays.copyOfRange(after, 4, 8)).isEqualTo(Arrays.copyOfRange(before, 4, 8));
            assertThat(environment.step(STILL).truncated()).containsOnly(false);
        }
    }

    @Test
    void withoutTimeLimitAnEpisodeGoesOn() {
        try (VectorEnvironment environment =
                Mazes.of(MazeLayout.UMAZE, MazeReward.DENSE).make(2, AutoresetMode.DISABLED, false)) {
            environment.reset(null, null, Map.of());
            for (int step = 0; step < 3 * HORIZON; step++) {
                assertThat(environment.step(STILL).truncated()).containsOnly(false);
            }
        }
    }

    @Test
    void aThousandEnvironmentsPlayAsEachDoesAlone() {
        int count = 1000;
        Long[] seeds = new Long[count];
        Arrays.setAll(seeds, i -> (long) i);
        try (VectorEnvironment together =
                        Mazes.of(MazeLayout.LARGE, MazeReward.SPARSE).make(count, AutoresetMode.NEXT_STEP, true);
                VectorEnvironment alone =
                        Mazes.of(MazeLayout.LARGE, MazeReward.SPARSE).make(1, AutoresetMode.NEXT_STEP, true)) {
            together.reset(seeds, null, Map.of());
            alone.reset(new Long[] {777L}, null, Map.of());
            double[] actions = new double[2 * count];
            for (int step = 0; step < 2 * MazeLayout.LARGE.horizon(); step++) {
                for (int i = 0; i < actions.length; i++) {
                    actions[i] = Math.sin(0.01 * step * (1 + i % 7) + i);
                }
                double[] all =
                        together.step(new Value.Reals(actions)).observations().reals();
                double[] one = alone.step(new Value.Reals(Arrays.copyOfRange(actions, 2 * 777, 2 * 777 + 2)))
                        .observations()
                        .reals();
                assertThat(Arrays.copyOfRange(all, 4 * 777, 4 * 777 + 4)).isEqualTo(one);
            }
        }
    }
}
