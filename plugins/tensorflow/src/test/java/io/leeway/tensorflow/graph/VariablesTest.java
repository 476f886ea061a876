package io.leeway.tensorflow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Device;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VariablesTest {
    private Program program;
    private Variable first;
    private Variable second;

    @BeforeEach
    void open() {
        program = new Program(Backend.open(Device.CPU));
        first = program.variables().create("first", new float[] {1, 2}, 2);
        second = program.variables().create("second", new float[] {3, 4, 5, 6}, 2, 2);
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void haveTheirFirstValues() {
        assertThat(program.variables().values())
                .containsEntry(first, new float[] {1, 2})
                .containsEntry(second, new float[] {3, 4, 5, 6});
    }

    @Test
    void goBackToASnapshotHoweverOftenTheyWereWritten() {
        try (Variables.Snapshot snapshot = program.variables().snapshot()) {
            program.variables().write(Map.of("first", new float[] {7, 8}));
            program.variables().write(Map.of("first", new float[] {9, 9}, "second", new float[] {0, 0, 0, 0}));
            snapshot.restore();
        }
        haveTheirFirstValues();
    }

    @Test
    void knowWhetherEveryValueIsFinite() {
        assertThat(program.variables().finite()).isTrue();
        program.variables().write(Map.of("second", new float[] {0, Float.NaN, 0, 0}));
        assertThat(program.variables().finite()).isFalse();
        program.variables().write(Map.of("second", new float[] {0, Float.NEGATIVE_INFINITY, 0, 0}));
        assertThat(program.variables().finite()).isFalse();
        program.variables().write(Map.of("second", new float[] {0, Float.MAX_VALUE, 0, 0}));
        assertThat(program.variables().finite()).isTrue();
    }

    @Test
    void refuseANameThatIsTakenAndValuesThatDoNotFit() {
        assertThatThrownBy(() -> program.variables().create("first", new float[1], 1))
                .hasMessage("There are two variables named 'first'");
        assertThatThrownBy(() -> program.variables().create("third", new float[3], 2, 2))
                .hasMessage("The variable 'third' of shape [2, 2] does not hold 3 values");
        assertThatThrownBy(() -> program.variables().write(Map.of("fourth", new float[1])))
                .hasMessage("There is no variable 'fourth'; there are [first, second]");
    }
}
