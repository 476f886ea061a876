package io.leeway.maze2d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space.Box;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorEnvironment.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Maze2dEnvironmentsTest {
    private static Value still(int count) {
        return new Value.Reals(new double[2 * count]);
    }

    @Test
    void specificationIsD4rls() {
        EnvironmentSpec spec = Mazes.of(MazeLayout.MEDIUM, MazeReward.SPARSE).spec();
        assertThat(spec.id()).isEqualTo("maze2d-medium-v1");
        assertThat(spec.maximumEpisodeSteps()).isEqualTo(600);
        assertThat(spec.observationSpace()).isInstanceOfSatisfying(Box.class, box -> {
            assertThat(box.shape()).containsExactly(4);
            assertThat(box.low()).containsOnly(Double.NEGATIVE_INFINITY);
            assertThat(box.type()).isEqualTo(ElementType.FLOAT64);
        });
        assertThat(spec.actionSpace()).isInstanceOfSatisfying(Box.class, box -> {
            assertThat(box.shape()).containsExactly(2);
            assertThat(box.low()).containsOnly(-1);
            assertThat(box.high()).containsOnly(1);
        });
        assertThat(Objects.requireNonNull(spec.referenceScores()).normalize(277.39))
                .isEqualTo(100);
        assertThat(Mazes.of(MazeLayout.LARGE, MazeReward.DENSE).spec().id()).isEqualTo("maze2d-large-dense-v1");
    }

    @ParameterizedTest
    @CsvSource({
        "0.002, 0.6666666666666666, MuJoCo up to 2.3.7 (D4RL's era)",
        "0.002, 1, MuJoCo 3.0 to 3.4",
        "0.004, 1, MuJoCo from 3.5 on",
        "0.003, 1, no MuJoCo release",
        "0.004, 0.6666666666666666, no MuJoCo release"
    })
    void settingsNameThePhysics(double margin, double regularization, String physics) {
        Map<String, String> settings = new Maze2dEnvironments(
                        new Maze2dConfig(MazeLayout.UMAZE, MazeReward.SPARSE, margin, regularization))
                .spec()
                .settings();
        assertThat(settings.keySet()).containsExactly("physics", "margin", "regularization");
        assertThat(settings.values())
                .containsExactly(physics, Double.toString(margin), Double.toString(regularization));
    }

    @ParameterizedTest
    @EnumSource
    void startsAreUniformOverFreeCellsWithNoise(MazeLayout layout) {
        int count = 20_000;
        try (VectorEnvironment environment =
                Mazes.of(layout, MazeReward.SPARSE).make(count, AutoresetMode.NEXT_STEP, true)) {
            double[] starts =
                    environment.reset(null, null, Map.of()).observations().reals();
            Map<MazeLayout.Cell, Integer> visits = new HashMap<>();
            double offset = 0;
            double offsetSquares = 0;
            double speedSquares = 0;
            for (int i = 0; i < count; i++) {
                MazeLayout.Cell cell =
                        new MazeLayout.Cell((int) Math.round(starts[4 * i]), (int) Math.round(starts[4 * i + 1]));
                visits.merge(cell, 1, Integer::sum);
                double x = starts[4 * i] - cell.x();
                double y = starts[4 * i + 1] - cell.y();
                assertThat(Math.max(Math.abs(x), Math.abs(y))).isLessThanOrEqualTo(0.1);
                offset += (x + y) / (2 * count);
                offsetSquares += (x * x + y * y) / (2 * count);
                speedSquares +=
                        (starts[4 * i + 2] * starts[4 * i + 2] + starts[4 * i + 3] * starts[4 * i + 3]) / (2 * count);
            }
            assertThat(visits.keySet()).containsExactlyInAnyOrderElementsOf(layout.freeCells());
            double expected = count / (double) layout.freeCells().size();
            assertThat(visits.values()).allSatisfy(visit -> assertThat((double) visit)
                    .isCloseTo(expected, within(5 * Math.sqrt(expected))));
            assertThat(offset).isCloseTo(0, within(0.0015));
            assertThat(offsetSquares).as("variance of U(-0.1, 0.1)").isCloseTo(0.01 / 3, within(1e-4));
            assertThat(speedSquares).as("variance of N(0, 0.1²)").isCloseTo(0.01, within(3e-4));
        }
    }

    @Test
    void rewardIsForThePositionAfterTheStep() {
        double[] states = {1, 0.51, 0, 0, 1, 1.499, 0, 5, 1, 1.52, 0, -5, 1, 1.5, 0, 0};
        double[] next = new double[16];
        double[] sparse = new double[4];
        double[] dense = new double[4];
        boolean[] terminated = {true, true, true, true};
        Mazes.of(MazeLayout.UMAZE, MazeReward.SPARSE)
                .oracle()
                .orElseThrow()
                .transition(states, new double[8], 4, next, sparse, terminated);
        Mazes.of(MazeLayout.UMAZE, MazeReward.DENSE)
                .oracle()
                .orElseThrow()
                .transition(states, new double[8], 4, next, dense, terminated);
        assertThat(sparse).as("near, leaving, arriving, on the edge").containsExactly(1, 0, 1, 1);
        for (int i = 0; i < 4; i++) {
            double distance = Math.hypot(next[4 * i] - 1, next[4 * i + 1] - 1);
            assertThat(dense[i]).isCloseTo(Math.exp(-distance), within(1e-15));
        }
        assertThat(terminated).containsOnly(false);
    }

    @ParameterizedTest
    @EnumSource
    void isTruncatedAtItsHorizonAndNeverTerminates(MazeLayout layout) {
        try (VectorEnvironment environment =
                Mazes.of(layout, MazeReward.SPARSE).make(3, AutoresetMode.DISABLED, true)) {
            environment.reset(null, null, Map.of());
            for (int step = 1; step <= layout.horizon(); step++) {
                Step made = environment.step(still(3));
                assertThat(made.terminated()).containsOnly(false);
                assertThat(made.truncated()).containsOnly(step == layout.horizon());
            }
        }
    }

    @Test
    void refusesActionsThatAreNotNumbersSayingWhose() {
        try (VectorEnvironment environment =
                Mazes.of(MazeLayout.UMAZE, MazeReward.SPARSE).make(2, AutoresetMode.NEXT_STEP, true)) {
            environment.reset(null, null, Map.of());
            assertThatThrownBy(() -> environment.step(new Value.Reals(new double[] {0, 0, Double.NaN, 0.5})))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The action of environment 1 is (NaN, 0.5), which maze2d-umaze-v1 cannot take:"
                            + " the policy that chose it has diverged");
        }
    }

    @Test
    void refusesMisuseSayingWhatToDo() {
        try (VectorEnvironment environment =
                Mazes.of(MazeLayout.UMAZE, MazeReward.SPARSE).make(2, AutoresetMode.DISABLED, true)) {
            assertThatThrownBy(() -> environment.step(still(2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("There was no reset yet: reset the environments before the first step");
            assertThatThrownBy(() -> environment.reset(null, new boolean[] {true, false}, Map.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("leaves out environment 1");
            assertThatThrownBy(() -> environment.reset(null, null, Map.of("goal", 3)))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("maze2d has no reset option goal. There are: goal_cell, reset_cell, start.");
            environment.reset(null, null, Map.of());
            for (int step = 0; step < 300; step++) {
                environment.step(still(2));
            }
            assertThatThrownBy(() -> environment.step(still(2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("The episode of environment 0 is over: reset it with a mask");
        }
    }
}
