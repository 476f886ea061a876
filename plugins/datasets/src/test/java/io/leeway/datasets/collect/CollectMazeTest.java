package io.leeway.datasets.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.maze2d.Maze2dConfig;
import io.leeway.maze2d.Maze2dEnvironments;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.maze2d.waypoint.WaypointBehaviour;
import io.leeway.maze2d.waypoint.WaypointConfig;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import org.junit.jupiter.api.Test;

/** What the quickstart collects. */
class CollectMazeTest {
    private static final Maze2dEnvironments UMAZE =
            new Maze2dEnvironments(Maze2dConfig.d4rl(MazeLayout.UMAZE, MazeReward.SPARSE));

    private static Dataset collect() {
        OneBehaviour waypoint = new OneBehaviour(new WaypointBehaviour(WaypointConfig.d4rl()));
        return new CollectSource(
                        waypoint.config("waypoint", WaypointConfig.d4rl(), 100_000, 20),
                        UMAZE,
                        waypoint,
                        RandomSource.of(0),
                        Progress.NONE)
                .load();
    }

    @Test
    void everyTransitionIsOneOfTheMaze() {
        Transitions data = collect().transitions();
        double[] observations = new double[4 * data.count()];
        double[] actions = new double[2 * data.count()];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = data.observations()[i];
        }
        for (int i = 0; i < actions.length; i++) {
            actions[i] = data.actions()[i];
        }
        double[] next = new double[observations.length];
        double[] rewards = new double[data.count()];
        UMAZE.oracle()
                .orElseThrow()
                .transition(observations, actions, data.count(), next, rewards, new boolean[data.count()]);
        int moved = 0;
        for (int i = 0; i < data.count(); i++) {
            for (int column = 0; column < 4; column++) {
                float expected = (float) next[4 * i + column];
                assertThat(data.nextObservations()[4 * i + column]).isCloseTo(expected, within(2e-4f));
            }
            moved += data.rewards()[i] == rewards[i] ? 0 : 1;
        }
        assertThat(moved).as("rewards that float32 moved over the goal's edge").isLessThan(5);
    }

    @Test
    void isTwentyLongEpisodesThatNeverEndAndOftenReachTheGoal() {
        Dataset dataset = collect();
        assertThat(dataset.episodes()).isEqualTo(20);
        float rewards = 0;
        for (float reward : dataset.rewards()) {
            rewards += reward;
        }
        for (int episode = 0; episode < 20; episode++) {
            assertThat(dataset.length(episode)).isEqualTo(5000);
            assertThat(dataset.terminated(episode) || dataset.truncated(episode))
                    .isFalse();
        }
        assertThat(rewards / dataset.steps()).as("share of steps at the goal").isBetween(0.02f, 0.3f);
        assertThat(dataset.provenance())
                .containsEntry("environment", "maze2d-umaze-v1")
                .containsEntry("environment physics", "MuJoCo up to 2.3.7 (D4RL's era)");
    }
}
