package io.leeway.maze2d.waypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeLayout.Cell;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MazePlannerTest {
    @ParameterizedTest
    @EnumSource
    void everyPathIsAWayOfFreeNeighboursAndAShortestOne(MazeLayout layout) {
        MazePlanner planner = new MazePlanner(layout);
        for (Cell target : layout.freeCells()) {
            Map<Cell, Integer> distances = breadthFirst(layout, target);
            for (Cell start : layout.freeCells()) {
                List<Cell> path = planner.path(start, target);
                assertThat(path).endsWith(target).hasSize(Math.max(1, Objects.requireNonNull(distances.get(start))));
                Cell at = start;
                for (Cell next : path) {
                    assertThat(layout.wall(next.x(), next.y())).isFalse();
                    assertThat(Math.abs(next.x() - at.x()) + Math.abs(next.y() - at.y()))
                            .isLessThanOrEqualTo(1);
                    at = next;
                }
            }
        }
    }

    @Test
    void ofEquallyShortWaysTheFirstMoveInD4rlsOrderWins() {
        assertThat(new MazePlanner(MazeLayout.MEDIUM).path(new Cell(1, 1), new Cell(2, 2)))
                .as("+y comes before +x")
                .containsExactly(new Cell(1, 2), new Cell(2, 2));
        assertThat(new MazePlanner(MazeLayout.MEDIUM).path(new Cell(2, 2), new Cell(1, 1)))
                .as("-y comes before -x")
                .containsExactly(new Cell(2, 1), new Cell(1, 1));
    }

    private static Map<Cell, Integer> breadthFirst(MazeLayout layout, Cell from) {
        Map<Cell, Integer> distances = new HashMap<>(Map.of(from, 0));
        Deque<Cell> queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty()) {
            Cell at = queue.remove();
            int distance = Objects.requireNonNull(distances.get(at)) + 1;
            for (Cell next : List.of(
                    new Cell(at.x() + 1, at.y()),
                    new Cell(at.x() - 1, at.y()),
                    new Cell(at.x(), at.y() + 1),
                    new Cell(at.x(), at.y() - 1))) {
                if (!layout.wall(next.x(), next.y()) && distances.putIfAbsent(next, distance) == null) {
                    queue.add(next);
                }
            }
        }
        return distances;
    }
}
