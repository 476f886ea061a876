package io.leeway.maze2d;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.spi.environment.PlanarMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MazeDrawingTest {
    @ParameterizedTest
    @EnumSource
    void everyWallIsCoveredOnceAndNothingElse(MazeLayout layout) {
        PlanarMap map = MazeDrawing.of(layout);
        for (int x = 0; x < layout.sizeX(); x++) {
            for (int y = 0; y < layout.sizeY(); y++) {
                double middleX = x - 0.2;
                double middleY = y - 0.2;
                long covering = map.walls().stream()
                        .filter(wall -> wall.minimumX() < middleX
                                && middleX < wall.maximumX()
                                && wall.minimumY() < middleY
                                && middleY < wall.maximumY())
                        .count();
                assertThat(covering).as("cell %d, %d", x, y).isEqualTo(layout.wall(x, y) ? 1 : 0);
            }
        }
    }

    @Test
    void wallsAreMergedAndTheGoalIsDrawn() {
        PlanarMap map = MazeDrawing.of(MazeLayout.UMAZE);
        assertThat(map.walls()).hasSize(5);
        assertThat(map.walls().get(0)).isEqualTo(new PlanarMap.Rectangle(-0.7, -0.7, 0.30000000000000004, 4.3));
        assertThat(map.goal()).isEqualTo(new PlanarMap.Circle(1, 1, 0.5));
        assertThat(map.xColumn()).isZero();
        assertThat(map.yColumn()).isEqualTo(1);
    }
}
