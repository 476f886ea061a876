package io.leeway.maze2d.maze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.maze2d.maze.MazeLayout.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MazeLayoutTest {
    @ParameterizedTest
    @CsvSource({"UMAZE, 5, 5, 7, 1, 1, 300", "MEDIUM, 8, 8, 26, 6, 6, 600", "LARGE, 9, 12, 46, 7, 9, 800"})
    void isD4rls(MazeLayout layout, int sizeX, int sizeY, int free, int goalX, int goalY, int horizon) {
        assertThat(layout.sizeX()).isEqualTo(sizeX);
        assertThat(layout.sizeY()).isEqualTo(sizeY);
        assertThat(layout.freeCells())
                .hasSize(free)
                .endsWith(new Cell(goalX, goalY))
                .doesNotHaveDuplicates();
        assertThat(layout.goal()).isEqualTo(new Cell(goalX, goalY));
        assertThat(layout.horizon()).isEqualTo(horizon);
    }

    @Test
    void rowsAreXAndColumnsAreY() {
        assertThat(MazeLayout.UMAZE.wall(2, 1)).isTrue();
        assertThat(MazeLayout.UMAZE.wall(2, 3)).isFalse();
        assertThat(MazeLayout.UMAZE.wall(1, 2)).isFalse();
        assertThat(MazeLayout.UMAZE.freeCells()).startsWith(new Cell(1, 2), new Cell(1, 3), new Cell(2, 3));
    }

    @ParameterizedTest
    @EnumSource
    void isClosedAllAround(MazeLayout layout) {
        for (int x = 0; x < layout.sizeX(); x++) {
            assertThat(layout.wall(x, 0) && layout.wall(x, layout.sizeY() - 1)).isTrue();
        }
        for (int y = 0; y < layout.sizeY(); y++) {
            assertThat(layout.wall(0, y) && layout.wall(layout.sizeX() - 1, y)).isTrue();
        }
        assertThat(layout.wall(-1, 0) || layout.wall(0, -1) || layout.wall(99, 0) || layout.wall(0, 99))
                .isFalse();
    }

    @Test
    void normalizesScoresAsD4rl() {
        assertThat(MazeLayout.UMAZE.referenceScores(MazeReward.SPARSE).normalize(23.85))
                .isZero();
        assertThat(MazeLayout.MEDIUM.referenceScores(MazeReward.SPARSE).normalize(277.39))
                .isEqualTo(100);
        assertThat(MazeLayout.LARGE.referenceScores(MazeReward.DENSE).normalize(303.4857382709002))
                .isCloseTo(100, within(1e-12));
        assertThat(MazeLayout.UMAZE.referenceScores(MazeReward.DENSE).random()).isEqualTo(68.537689);
    }

    @Test
    void cellOfAPositionSpansMinusPointSevenToPointThree() {
        assertThat(MazeLayout.UMAZE.cellAt(1.29, 1.31)).isEqualTo(new Cell(1, 2));
        assertThat(MazeLayout.UMAZE.cellAt(0.31, 2.29)).isEqualTo(new Cell(1, 2));
        assertThatThrownBy(() -> MazeLayout.UMAZE.cellAt(0.29, 1))
                .hasMessage("The position (0.29, 1.0) is not in a free cell of the maze umaze");
        assertThatThrownBy(() -> MazeLayout.UMAZE.cellAt(50, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MazeLayout.UMAZE.cellAt(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
