package io.leeway.maze2d.maze;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The physics against 36,000 steps of MuJoCo 3.14, which ends its own contact solve up to 1e-5 early. */
class MuJoCoTracesTest {
    private static MazePhysics physics(MazeLayout layout) {
        return new MazePhysics(layout, MuJoCoTraces.MARGIN, MuJoCoTraces.REGULARIZATION);
    }

    @ParameterizedTest
    @EnumSource
    void oneStepFromEveryRecordedStateEqualsMuJoCos(MazeLayout layout) {
        MuJoCoTraces traces = MuJoCoTraces.of(layout);
        MazePhysics physics = physics(layout);
        double worstVelocity = 0;
        double worstPosition = 0;
        double worstWithOneContact = 0;
        int aboveRounding = 0;
        for (int episode = 0; episode < traces.episodes(); episode++) {
            for (int step = 0; step < traces.steps(); step++) {
                double[] expected = traces.state(episode, step + 1);
                double[] next = new double[4];
                physics.advance(traces.state(episode, step), traces.actions()[episode][step], next, 1);
                double velocity = difference(expected, next, 2);
                worstVelocity = Math.max(worstVelocity, velocity);
                worstPosition = Math.max(worstPosition, difference(expected, next, 0));
                aboveRounding += velocity > 1e-8 ? 1 : 0;
                if (traces.contacts()[episode][step] <= 1) {
                    worstWithOneContact = Math.max(worstWithOneContact, velocity);
                }
            }
        }
        assertThat(worstVelocity).isLessThan(1e-5);
        assertThat(worstPosition).isLessThan(1e-7);
        assertThat(worstWithOneContact).isLessThan(1e-9);
        assertThat(aboveRounding).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void contactCountsEqualMuJoCos(MazeLayout layout) {
        MuJoCoTraces traces = MuJoCoTraces.of(layout);
        MazePhysics physics = physics(layout);
        for (int episode = 0; episode < traces.episodes(); episode++) {
            for (int step = 0; step < traces.steps(); step++) {
                double[] position = traces.positions()[episode][step];
                assertThat(physics.contacts(position[0], position[1]))
                        .as("episode %d, step %d", episode, step)
                        .isEqualTo(traces.contacts()[episode][step]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void wholeEpisodesFollowMuJoCosWithoutCorrection(MazeLayout layout) {
        MuJoCoTraces traces = MuJoCoTraces.of(layout);
        MazePhysics physics = physics(layout);
        double tolerance = layout == MazeLayout.MEDIUM ? 1e-5 : 1e-9;
        for (int episode = 0; episode < traces.episodes(); episode++) {
            double[] state = traces.state(episode, 0);
            for (int step = 0; step < traces.steps(); step++) {
                physics.advance(state, traces.actions()[episode][step], state, 1);
                double[] expected = traces.state(episode, step + 1);
                assertThat(Math.max(difference(expected, state, 0), difference(expected, state, 2)))
                        .as("episode %d, step %d", episode, step)
                        .isLessThan(tolerance);
            }
        }
    }

    private static double difference(double[] expected, double[] actual, int from) {
        return Math.max(Math.abs(expected[from] - actual[from]), Math.abs(expected[from + 1] - actual[from + 1]));
    }
}
