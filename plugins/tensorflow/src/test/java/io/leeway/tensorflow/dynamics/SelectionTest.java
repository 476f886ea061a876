package io.leeway.tensorflow.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class SelectionTest {
    @Test
    void keepsWhatFellByMoreThanAHundredthAndCountsEpochsWithout() {
        Selection selection = Selection.of(3);
        assertThat(selection.improved(1, 2, 3)).containsExactly(true, true, true);
        selection = selection.after(1, 2, 3);
        assertThat(selection.stale()).isZero();
        assertThat(selection.improved(0.995, 1.99, 2.9)).containsExactly(false, false, true);
        selection = selection.after(0.995, 1.99, 2.9);
        assertThat(selection.bests()).containsExactly(1, 2, 2.9);
        assertThat(selection.stale()).isZero();
        selection = selection.after(5, 5, 5).after(0.992, 1.981, 2.9);
        assertThat(selection.bests()).containsExactly(1, 2, 2.9);
        assertThat(selection.stale()).isEqualTo(2);
        // What creeps is an improvement once it has crept far enough.
        selection = selection.after(0.989, 2, 3);
        assertThat(selection.stale()).isZero();
        assertThat(selection.epochs()).isEqualTo(5);
    }

    @Test
    void choosesTheLeastErrors() {
        Selection selection = Selection.of(4).after(3, 1, 4, 2);
        assertThat(selection.elites(2)).containsExactly(1, 3);
        assertThat(selection.error(2)).isCloseTo(1.5, Offset.offset(1e-12));
    }
}
