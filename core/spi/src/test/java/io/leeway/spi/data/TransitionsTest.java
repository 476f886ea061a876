package io.leeway.spi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TransitionsTest {
    private static Transitions inOrder() {
        Transitions transitions = new Transitions(
                3,
                2,
                1,
                new float[] {1, 2, 3, 4, 5, 6},
                new float[] {0.1f, 0.2f, 0.3f},
                new float[] {7, 8, 9},
                new float[] {11, 12, 13, 14, 15, 16},
                new float[] {0, 1, 0});
        transitions.followed()[0] = 1;
        return transitions;
    }

    @Test
    void copiesRows() {
        Transitions target = Transitions.zeros(2, 1, 3);
        target.copyRow(inOrder(), 1, 2);
        assertThat(target.observations()).containsExactly(0, 0, 0, 0, 3, 4);
        assertThat(target.actions()).containsExactly(0, 0, 0.2f);
        assertThat(target.rewards()).containsExactly(0, 0, 8);
        assertThat(target.nextObservations()).containsExactly(0, 0, 0, 0, 13, 14);
        assertThat(target.terminals()).containsExactly(0, 0, 1);
    }

    @Test
    void copiesTheNextRowsActionWhereThereIsRoomForIt() {
        Transitions target = Transitions.zerosWithNextActions(2, 1, 3);
        target.nextActions()[0] = 0.9f;
        target.copyRow(inOrder(), 1, 0);
        target.copyRow(inOrder(), 0, 1);
        target.copyRow(inOrder(), 2, 2);
        assertThat(target.followed()).containsExactly(0, 1, 0);
        assertThat(target.nextActions()).containsExactly(0, 0.2f, 0);
        Transitions copy = Transitions.zerosWithNextActions(2, 1, 1);
        copy.copyRow(target, 1, 0);
        assertThat(copy.followed()).containsExactly(1);
        assertThat(copy.nextActions()).containsExactly(0.2f);
    }

    @Test
    void knowsNoNextActionWhereThereIsNoRoomForIt() {
        Transitions target = Transitions.zeros(2, 1, 3);
        target.followed()[0] = 1;
        target.copyRow(inOrder(), 0, 0);
        assertThat(target.followed()).containsOnly(0);
        assertThat(target.nextActions()).isEmpty();
    }

    @Test
    void refusesAColumnOfAnotherSize() {
        assertThatThrownBy(() ->
                        new Transitions(2, 1, 1, new float[2], new float[2], new float[2], new float[1], new float[2]))
                .hasMessage("The next observations need 2 values, but there are 1");
        float[] two = new float[2];
        assertThatThrownBy(() -> new Transitions(2, 1, 1, two, two, two, two, two, two, new float[1]))
                .hasMessage("The next actions need 2 values, but there are 1");
    }
}
