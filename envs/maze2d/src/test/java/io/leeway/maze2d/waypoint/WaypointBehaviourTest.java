package io.leeway.maze2d.waypoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.maze2d.Maze2dEnvironments;
import io.leeway.maze2d.Mazes;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaypointBehaviourTest {
    private static final WaypointConfig D4RL = WaypointConfig.d4rl();

    /** Plays without a time limit; gives steps × count × 4 observations and steps × count × 2 actions. */
    private static double[][][] play(MazeLayout layout, WaypointConfig config, int count, int steps) {
        Maze2dEnvironments environments = Mazes.of(layout, MazeReward.SPARSE);
        double[][] observations = new double[steps][];
        double[][] actions = new double[steps][2 * count];
        try (VectorEnvironment environment = environments.make(count, AutoresetMode.DISABLED, false)) {
            Behaviour.Player player = new WaypointBehaviour(config).start(environments, count, RandomSource.of(4));
            double[] seen =
                    environment.reset(null, null, Map.of()).observations().reals();
            boolean[] begun = new boolean[count];
            Arrays.fill(begun, true);
            for (int step = 0; step < steps; step++) {
                observations[step] = seen;
                player.act(seen, begun, actions[step]);
                seen = environment
                        .step(new Value.Reals(actions[step]))
                        .observations()
                        .reals();
                begun = new boolean[count];
            }
        }
        return new double[][][] {observations, actions};
    }

    @ParameterizedTest
    @EnumSource
    void visitsEveryCellOfTheMaze(MazeLayout layout) {
        double[][] observations = play(layout, D4RL, 20, 5000)[0];
        Map<MazeLayout.Cell, Integer> visits = new HashMap<>();
        for (double[] seen : observations) {
            for (int at = 0; at < seen.length; at += 4) {
                visits.merge(layout.cellAt(seen[at], seen[at + 1]), 1, Integer::sum);
            }
        }
        assertThat(visits.keySet()).containsExactlyInAnyOrderElementsOf(layout.freeCells());
        assertThat(visits.values()).as("visits of 100,000").allMatch(visit -> visit > 200);
    }

    /** A target is reached where the controller sees it within the threshold; the next is then planned. */
    @ParameterizedTest
    @EnumSource
    void reachesItsTargetsLongBeforeTheHorizon(MazeLayout layout) {
        int steps = 20_000;
        Maze2dEnvironments environments = Mazes.of(layout, MazeReward.SPARSE);
        MazePlanner planner = new MazePlanner(layout);
        WaypointPilot pilot = new WaypointPilot(D4RL, layout, planner, RandomSource.of(8));
        int arrivals = 0;
        int longest = 0;
        int sinceArrival = 0;
        try (VectorEnvironment environment = environments.make(1, AutoresetMode.DISABLED, false)) {
            double[] seen =
                    environment.reset(null, null, Map.of()).observations().reals();
            double[] action = new double[2];
            for (int step = 0; step < steps; step++) {
                pilot.act(seen, step == 0, action, 0);
                sinceArrival++;
                if (pilot.arrived()) {
                    arrivals++;
                    longest = Math.max(longest, sinceArrival);
                    sinceArrival = 0;
                }
                seen = environment.step(new Value.Reals(action)).observations().reals();
            }
        }
        assertThat(longest).as("steps to the target that took longest").isLessThan(layout.horizon());
        assertThat(arrivals).as("targets reached in %d steps", steps).isGreaterThan(steps / layout.horizon());
    }

    @Test
    void pushesInProportionToDistanceLessSpeedWithinTheBounds() {
        Behaviour.Player player = new WaypointBehaviour(new WaypointConfig(0, 10, -1, 0.1, 0.05))
                .start(Mazes.of(MazeLayout.UMAZE, MazeReward.SPARSE), 1, RandomSource.of(1));
        double[] resting = new double[2];
        player.act(new double[] {1, 1, 0, 0}, new boolean[] {true}, resting);
        double[] moving = new double[2];
        player.act(new double[] {1, 1, 0, 0.5}, new boolean[] {false}, moving);
        assertThat(resting[1]).as("towards a waypoint far along y").isEqualTo(1);
        assertThat(Math.abs(resting[0])).isLessThan(1);
        assertThat(moving[0]).as("no speed along x, so the same push").isEqualTo(resting[0]);
        double[] fast = new double[2];
        player.act(new double[] {1, 1, 0.25, 0.5}, new boolean[] {false}, fast);
        assertThat(fast[0]).isCloseTo(Math.max(-1, resting[0] - 0.25), within(1e-12));
    }

    @Test
    void noiseHasTheDeviationAskedFor() {
        WaypointConfig noiseAlone = new WaypointConfig(0.2, 0, 0, 0.1, 0.2);
        double[][] actions = play(MazeLayout.UMAZE, noiseAlone, 10, 2000)[1];
        double squares = 0;
        for (double[] each : actions) {
            squares += Arrays.stream(each).map(action -> action * action).sum();
        }
        assertThat(Math.sqrt(squares / (2000 * 20))).isCloseTo(0.2, within(0.002));
        double[][] silent = play(MazeLayout.UMAZE, new WaypointConfig(0, 0, 0, 0.1, 0.2), 2, 50)[1];
        assertThat(silent).isDeepEqualTo(new double[50][4]);
    }

    @Test
    void anEnvironmentIsPlayedTheSameAloneAndAmongOthers() {
        double[][][] among = play(MazeLayout.LARGE, D4RL, 30, 2000);
        double[][][] alone = play(MazeLayout.LARGE, D4RL, 1, 2000);
        for (int step = 0; step < 2000; step++) {
            assertThat(Arrays.copyOf(among[0][step], 4)).isEqualTo(alone[0][step]);
            assertThat(Arrays.copyOf(among[1][step], 2)).isEqualTo(alone[1][step]);
        }
    }

    @Test
    void playsInMazesOnly() {
        assertThatThrownBy(() -> new WaypointBehaviour(D4RL).start(new LineEnvironments(), 1, RandomSource.of(1)))
                .isInstanceOf(LeewayException.class)
                .hasMessage("The behaviour 'waypoint' plays in maze2d only, not in line-v0: choose the environment"
                        + " 'maze2d', a served maze2d-LAYOUT-v1 or leeway/maze2d-LAYOUT-v1 (-dense or not; LAYOUT is"
                        + " umaze, medium, large), or another behaviour, such as 'random'");
        for (String id : new String[] {"PointMaze_UMaze-v3", "maze2d-umaze-v2", "other/maze2d-umaze-v1"}) {
            assertThatThrownBy(() -> start(id, Map.of(), 4)).hasMessageContaining("not in " + id);
        }
        assertThatThrownBy(() -> start("maze2d-umaze-v1", Map.of(), 5)).hasMessageContaining("not in maze2d-umaze-v1");
        assertThatThrownBy(() -> start("leeway/maze2d-open-v1", Map.of(), 4))
                .hasMessageContaining("knows the layouts umaze, medium, large")
                .hasMessageContaining("leeway/maze2d-open-v1 is open");
    }

    /** Only in the U is it one step from (3, 1) to (3, 2), in the medium maze (3, 1) is a wall. */
    @Test
    void knowsServedMazesByTheirIdsAndSettings() {
        double[] seen = {3, 1, 0, 0};
        double[] expected = new double[2];
        new WaypointBehaviour(D4RL)
                .start(Mazes.of(MazeLayout.UMAZE, MazeReward.SPARSE), 1, RandomSource.of(1))
                .act(seen, new boolean[] {true}, expected);
        for (String id : new String[] {"maze2d-umaze-v1", "maze2d-umaze-dense-v1", "leeway/maze2d-umaze-v1"}) {
            double[] actual = new double[2];
            start(id, Map.of("mujoco", "3.14.0"), 4).act(seen, new boolean[] {true}, actual);
            assertThat(actual).as(id).isEqualTo(expected);
        }
        Behaviour.Player medium = start("leeway/maze2d-umaze-v1", Map.of("layout", "medium"), 4);
        assertThatThrownBy(() -> medium.act(seen, new boolean[] {true}, new double[2]))
                .hasMessageContaining("not in a free cell of the maze medium");
    }

    private static Behaviour.Player start(String id, Map<String, String> settings, int observations) {
        EnvironmentSpec spec = new EnvironmentSpec(
                id,
                Space.Box.of(observations, -1, 1, Space.ElementType.FLOAT64),
                Space.Box.of(2, -1, 1, Space.ElementType.FLOAT32),
                null,
                null,
                settings);
        Environments elsewhere = new Environments() {
            @Override
            public EnvironmentSpec spec() {
                return spec;
            }

            @Override
            public VectorEnvironment make(VectorOptions options) {
                throw new UnsupportedOperationException("Nobody plays here");
            }
        };
        return new WaypointBehaviour(D4RL).start(elsewhere, 1, RandomSource.of(1));
    }
}
