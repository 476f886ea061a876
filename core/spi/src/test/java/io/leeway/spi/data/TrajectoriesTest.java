package io.leeway.spi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrajectoriesTest {
    private static final TrajectoryLayout CHAINED = TrajectoryLayout.of(1, 1);
    private static final TrajectoryLayout SINGLE = new TrajectoryLayout(1, 1, true);

    @Test
    void layoutOrdersObservationActionRewardTerminalNext() {
        TrajectoryLayout layout = new TrajectoryLayout(3, 2, true);
        assertThat(layout.actionOffset()).isEqualTo(3);
        assertThat(layout.rewardColumn()).isEqualTo(5);
        assertThat(layout.terminalColumn()).isEqualTo(6);
        assertThat(layout.nextObservationOffset()).isEqualTo(7);
        assertThat(layout.width()).isEqualTo(10);
        assertThat(TrajectoryLayout.of(3, 2).width()).isEqualTo(7);
        assertThatThrownBy(() -> TrajectoryLayout.of(3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Observation and action need at least one column each, but have 3 and 0");
    }

    @Test
    void theLastRowOnlySuppliesANextObservation() {
        Transitions transitions = new Trajectories(CHAINED, 3, 1, new float[] {
                    1, 0.1f, 10, 0,
                    2, 0.2f, 20, 0,
                    3, 0.3f, 30, 0
                })
                .transitions();
        assertThat(transitions.count()).isEqualTo(2);
        assertThat(transitions.observations()).containsExactly(1, 2);
        assertThat(transitions.actions()).containsExactly(0.1f, 0.2f);
        assertThat(transitions.rewards()).containsExactly(10, 20);
        assertThat(transitions.nextObservations()).containsExactly(2, 3);
        assertThat(transitions.terminals()).containsOnly(0);
    }

    @Test
    void aTerminalLastRowIsKeptWithItsNextObservationMasked() {
        Transitions transitions = new Trajectories(CHAINED, 2, 1, new float[] {
                    1, 0.1f, 10, 0,
                    2, 0.2f, 20, 1
                })
                .transitions();
        assertThat(transitions.observations()).containsExactly(1, 2);
        assertThat(transitions.nextObservations()).containsExactly(2, 0);
        assertThat(transitions.terminals()).containsExactly(0, 1);
    }

    @Test
    void rowsAfterTheFirstTerminalAreDroppedAndTrajectoriesDoNotMix() {
        Transitions transitions = new Trajectories(CHAINED, 3, 3, new float[] {
                    1, 0, 10, 0, 2, 0, 20, 0.6f, 3, 0, 30, 1,
                    4, 0, 40, 1, 5, 0, 50, 0, 6, 0, 60, 0,
                    7, 0, 70, 0.5f, 8, 0, 80, 0, 9, 0, 90, 0
                })
                .transitions();
        assertThat(transitions.observations()).containsExactly(1, 2, 4, 7, 8);
        assertThat(transitions.nextObservations()).containsExactly(2, 0, 0, 8, 9);
        assertThat(transitions.rewards()).containsExactly(10, 20, 40, 70, 80);
        assertThat(transitions.terminals()).containsExactly(0, 1, 1, 0, 0);
    }

    @Test
    void aNextActionIsThatOfTheNextRowAndThereIsNoneAfterATerminalOrTheLastRow() {
        float[] rows = {
            1, 0.1f, 0, 0, 2, 0.2f, 0, 0, 3, 0.3f, 0, 0,
            4, 0.4f, 0, 0, 5, 0.5f, 0, 1, 6, 0.6f, 0, 0
        };
        Transitions chained = new Trajectories(CHAINED, 3, 2, rows).transitions();
        assertThat(chained.actions()).containsExactly(0.1f, 0.2f, 0.4f, 0.5f);
        assertThat(chained.followed()).containsExactly(1, 1, 1, 0);
        assertThat(chained.nextActions()).containsExactly(0.2f, 0.3f, 0.5f, 0);

        float[] singles = {1, 0.1f, 0, 0, 1.5f, 2, 0.2f, 0, 0, 2.5f};
        Transitions pair = new Trajectories(SINGLE, 2, 1, singles).transitions();
        assertThat(pair.followed()).containsExactly(1, 0);
        assertThat(pair.nextActions()).containsExactly(0.2f, 0);
        Transitions apart = new Trajectories(SINGLE, 1, 2, singles).transitions();
        assertThat(apart.followed()).containsOnly(0);
        assertThat(apart.nextActions()).isEmpty();
    }

    @Test
    void withNextObservationColumnsEveryRowUpToTheTerminalIsATransition() {
        Transitions transitions = new Trajectories(SINGLE, 2, 2, new float[] {
                    1, 0, 10, 0, 1.5f, 2, 0, 20, 0, 2.5f,
                    3, 0, 30, 1, 3.5f, 4, 0, 40, 0, 4.5f
                })
                .transitions();
        assertThat(transitions.observations()).containsExactly(1, 2, 3);
        assertThat(transitions.nextObservations()).containsExactly(1.5f, 2.5f, 3.5f);
        assertThat(transitions.terminals()).containsExactly(0, 0, 1);
        assertThat(new Trajectories(SINGLE, 1, 1, new float[] {1, 0, 10, 0, 1.5f})
                        .transitions()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void slicesAreCopies() {
        Trajectories all = new Trajectories(CHAINED, 1, 3, new float[] {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0});
        Trajectories middle = all.slice(1, 2);
        middle.values()[0] = 9;
        assertThat(middle.count()).isEqualTo(1);
        assertThat(all.get(1, 0, 0)).isEqualTo(2);
        assertThat(all.get(2, 0, 0)).isEqualTo(3);
    }

    @Test
    void refusesAnArrayOfAnotherSize() {
        assertThatThrownBy(() -> new Trajectories(CHAINED, 2, 3, new float[23]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Trajectories of shape 3 × 2 × 4 need 24 values, but there are 23");
        assertThatThrownBy(() -> Trajectories.zeros(CHAINED, 1 << 20, 1 << 20)).isInstanceOf(ArithmeticException.class);
    }
}
