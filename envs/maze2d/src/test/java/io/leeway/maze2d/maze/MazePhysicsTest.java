package io.leeway.maze2d.maze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.RandomSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MazePhysicsTest {
    private static final double MASS = 4.1887902047863905;

    private static MazePhysics physics(MazeLayout layout) {
        return new MazePhysics(layout, 0.002, 2.0 / 3.0);
    }

    private static double[] step(MazePhysics physics, double x, double y, double vx, double vy, double... action) {
        double[] next = new double[4];
        physics.advance(new double[] {x, y, vx, vy}, action, next, 1);
        return next;
    }

    @Test
    void freeFlightIsTheClosedForm() {
        double[] next = step(physics(MazeLayout.UMAZE), 1, 2, 0.5, -1.5, 0.25, -0.75);
        double vx = (MASS * 0.5 + 0.01 * 25) / (MASS + 0.01);
        double vy = (MASS * -1.5 + 0.01 * -75) / (MASS + 0.01);
        assertThat(next).containsExactly(new double[] {1 + 0.01 * vx, 2 + 0.01 * vy, vx, vy}, within(1e-15));
    }

    @Test
    void speedIsClippedBeforeTheStepAndActionsToOne() {
        MazePhysics physics = physics(MazeLayout.UMAZE);
        assertThat(step(physics, 1, 2, 9, -9, 3, -7)).isEqualTo(step(physics, 1, 2, 5, -5, 1, -1));
        assertThat(step(physics, 1, 2, 5, 0, 1, 0)[2]).isCloseTo(5.226, within(5e-4));
    }

    /** The distance at which the ball rests under a full push, by release of MuJoCo. */
    @ParameterizedTest
    @CsvSource({"0.002, 0.6666666666666666, 0.00150", "0.002, 1, 0.00137", "0.004, 1, 0.00337"})
    void leansOnAWallAtTheDistanceThatMuJoCosReleaseHas(double margin, double regularization, double distance) {
        MazePhysics physics = new MazePhysics(MazeLayout.UMAZE, margin, regularization);
        double[] state = {1, 2, 0, 0};
        for (int i = 0; i < 2000; i++) {
            physics.advance(state, new double[] {-1, 0}, state, 1);
        }
        double touching = 1 - 0.6;
        assertThat(state[0] - touching).isCloseTo(distance, within(6e-6));
        assertThat(state[2]).isCloseTo(0, within(1e-9));
    }

    @Test
    void innerCornerSeparatesIntoItsTwoWalls() {
        MazePhysics physics = physics(MazeLayout.MEDIUM);
        double[] corner = step(physics, 0.395, 0.392, -2, -1, -0.5, 0.25);
        double[] leftWall = step(physics, 0.395, 1, -2, -1, -0.5, 0.25);
        double[] lowerWall = step(physics, 1, 0.392, -2, -1, -0.5, 0.25);
        assertThat(physics.contacts(0.395, 0.392)).isEqualTo(2);
        assertThat(corner)
                .containsExactly(new double[] {leftWall[0], lowerWall[1], leftWall[2], lowerWall[3]}, within(1e-12));
    }

    @Test
    void convexCornerPushesAwayFromItsVertexAlone() {
        MazePhysics physics = physics(MazeLayout.UMAZE);
        double vertexX = 2.5 - 1.2;
        double vertexY = 2.5 + 1 - 1.2;
        double[] next = step(physics, vertexX - 0.06, vertexY + 0.06, 1, -1, 0, 0);
        assertThat(physics.contacts(vertexX - 0.06, vertexY + 0.06)).isEqualTo(1);
        assertThat(next[2]).as("mirrored on the diagonal").isCloseTo(-next[3], within(1e-12));
        assertThat(next[2]).as("thrown back").isLessThan(0);
    }

    @Test
    void flatWallHasSeamsThatPushObliquely() {
        MazePhysics physics = physics(MazeLayout.UMAZE);
        double seamY = 2.5 - 1.2;
        double onWall = 0.4;
        assertThat(physics.contacts(onWall, seamY - 0.005)).isEqualTo(2);
        assertThat(physics.contacts(onWall, seamY - 0.05)).isEqualTo(1);
        double[] next = step(physics, onWall, seamY - 0.01, -3, 0, 0, 0);
        assertThat(next[3])
                .as("pushed along the wall, by the neighbouring box's edge")
                .isLessThan(-1e-4);
    }

    @ParameterizedTest
    @EnumSource
    void centreNeverEntersAWall(MazeLayout layout) {
        for (double[] era : new double[][] {{0.002, 2.0 / 3.0}, {0.004, 1}}) {
            MazePhysics physics = new MazePhysics(layout, era[0], era[1]);
            int balls = 250;
            RandomSource random = RandomSource.of(17);
            double[] states = scattered(layout, balls, random);
            double[] actions = new double[2 * balls];
            for (int step = 0; step < 1000; step++) {
                if (step % 25 == 0) {
                    Arrays.setAll(actions, i -> random.nextDouble(-2, 2));
                }
                physics.advance(states, actions, states, balls);
                for (int ball = 0; ball < balls; ball++) {
                    assertThat(layout.cellAt(states[4 * ball], states[4 * ball + 1]))
                            .isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void energyNeverGrowsInFlightWithoutForce(MazeLayout layout) {
        MazePhysics physics = physics(layout);
        RandomSource random = RandomSource.of(23);
        int balls = 200;
        double[] states = scattered(layout, balls, random);
        for (int i = 0; i < balls; i++) {
            states[4 * i + 2] = random.nextDouble(-5, 5);
            states[4 * i + 3] = random.nextDouble(-5, 5);
        }
        int flights = 0;
        for (int step = 0; step < 1000; step++) {
            double[] before = states.clone();
            physics.advance(states, new double[2 * balls], states, balls);
            for (int i = 0; i < balls; i++) {
                if (physics.contacts(before[4 * i], before[4 * i + 1]) == 0) {
                    flights++;
                    assertThat(energy(states, i)).isLessThanOrEqualTo(energy(before, i));
                }
            }
        }
        assertThat(flights).isGreaterThan(50_000);
    }

    @Test
    void ballsDoNotKnowOfEachOther() {
        MazePhysics physics = physics(MazeLayout.LARGE);
        RandomSource random = RandomSource.of(3);
        int balls = 500;
        double[] states = scattered(MazeLayout.LARGE, balls, random);
        double[] actions = new double[2 * balls];
        Arrays.setAll(actions, i -> random.nextDouble(-1, 1));
        double[] together = new double[4 * balls];
        physics.advance(states, actions, together, balls);
        for (int i = 0; i < balls; i++) {
            double[] alone = new double[4];
            physics.advance(
                    Arrays.copyOfRange(states, 4 * i, 4 * i + 4),
                    Arrays.copyOfRange(actions, 2 * i, 2 * i + 2),
                    alone,
                    1);
            assertThat(alone).isEqualTo(Arrays.copyOfRange(together, 4 * i, 4 * i + 4));
        }
        physics.advance(states, actions, states, balls);
        assertThat(states).as("in place").isEqualTo(together);
    }

    @Test
    void outsideTheMazeIsFreeAndWhatIsNotANumberStaysThat() {
        MazePhysics physics = physics(MazeLayout.UMAZE);
        for (double far : new double[] {-1e6, -3, 40, 1e300}) {
            assertThat(physics.contacts(far, far)).isZero();
            assertThat(step(physics, far, 1, 0, 0, 0, 0)).containsExactly(far, 1, 0, 0);
        }
        assertThat(step(physics, Double.NaN, 1, 0, 0, 0, 0)[0]).isNaN();
        assertThat(step(physics, 0.4, 1, Double.NaN, 0, 0, 0)[2]).isNaN();
        assertThat(step(physics, 0.4, 0.4, Double.NaN, 0, 0, 0)[2]).isNaN();
    }

    private static double[] scattered(MazeLayout layout, int balls, RandomSource random) {
        double[] states = new double[4 * balls];
        for (int i = 0; i < balls; i++) {
            MazeLayout.Cell cell =
                    layout.freeCells().get(random.nextInt(layout.freeCells().size()));
            states[4 * i] = cell.x() + random.nextDouble(-0.6, 0.2);
            states[4 * i + 1] = cell.y() + random.nextDouble(-0.6, 0.2);
        }
        return states;
    }

    private static double energy(double[] states, int ball) {
        double vx = states[4 * ball + 2];
        double vy = states[4 * ball + 3];
        return vx * vx + vy * vy;
    }
}
