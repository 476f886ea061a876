package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazePhysics;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.environment.PlanarMap.Circle;
import io.leeway.spi.environment.PlanarMap.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** A drawing of a maze: its walls as few rectangles, in positions of the ball's centre. */
final class MazeDrawing {
    /** What a cell's index lacks to be the position of its lower edge: MuJoCo's 0.5 less the ball's origin. */
    private static final double EDGE = 0.5 - MazePhysics.ORIGIN;

    private final MazeLayout layout;
    private final boolean[][] drawn;

    private MazeDrawing(MazeLayout layout) {
        this.layout = layout;
        this.drawn = new boolean[layout.sizeX()][layout.sizeY()];
    }

    static PlanarMap of(MazeLayout layout) {
        MazeLayout.Cell goal = layout.goal();
        return new PlanarMap(0, 1, new MazeDrawing(layout).walls(), new Circle(goal.x(), goal.y(), MazeGoal.RADIUS));
    }

    private List<Rectangle> walls() {
        List<Rectangle> walls = new ArrayList<>();
        for (int x = 0; x < layout.sizeX(); x++) {
            for (int y = 0; y < layout.sizeY(); y++) {
                if (open(x, y)) {
                    walls.add(grow(x, y));
                }
            }
        }
        return List.copyOf(walls);
    }

    /** Grows a wall along y as far as it goes, then along x as far as whole stripes go. */
    private Rectangle grow(int x, int y) {
        int endY = y + 1;
        while (open(x, endY)) {
            endY++;
        }
        int endX = x + 1;
        while (stripeOpen(endX, y, endY)) {
            endX++;
        }
        for (int i = x; i < endX; i++) {
            for (int j = y; j < endY; j++) {
                drawn[i][j] = true;
            }
        }
        return new Rectangle(x + EDGE, y + EDGE, endX + EDGE, endY + EDGE);
    }

    private boolean stripeOpen(int x, int from, int to) {
        for (int y = from; y < to; y++) {
            if (!open(x, y)) {
                return false;
            }
        }
        return true;
    }

    private boolean open(int x, int y) {
        return layout.wall(x, y) && !drawn[x][y];
    }
}
