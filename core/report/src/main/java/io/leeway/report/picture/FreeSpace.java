package io.leeway.report.picture;

import io.leeway.report.Point;
import io.leeway.spi.environment.PlanarMap.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The space that walls leave free, on the grid of the walls' edges. */
final class FreeSpace {
    private final double[] xs;
    private final double[] ys;
    private final boolean[][] walled;

    private FreeSpace(List<Rectangle> walls) {
        xs = walls.stream()
                .flatMap(wall -> Stream.of(wall.minimumX(), wall.maximumX()))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .distinct()
                .toArray();
        ys = walls.stream()
                .flatMap(wall -> Stream.of(wall.minimumY(), wall.maximumY()))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .distinct()
                .toArray();
        walled = new boolean[xs.length][ys.length];
        for (Rectangle wall : walls) {
            int bottom = Arrays.binarySearch(ys, wall.minimumY());
            int top = Arrays.binarySearch(ys, wall.maximumY());
            for (int column = Arrays.binarySearch(xs, wall.minimumX()); xs[column] < wall.maximumX(); column++) {
                Arrays.fill(walled[column], bottom, top, true);
            }
        }
    }

    /** Returns the corners of every free cell within the walls' bounds; none where all is wall. */
    static List<Point> corners(List<Rectangle> walls) {
        FreeSpace space = new FreeSpace(walls);
        List<Point> corners = new ArrayList<>();
        for (int column = 0; column + 1 < space.xs.length; column++) {
            for (int row = 0; row + 1 < space.ys.length; row++) {
                boolean sliver =
                        space.xs[column + 1] - space.xs[column] < 1e-9 || space.ys[row + 1] - space.ys[row] < 1e-9;
                if (!space.walled[column][row] && !sliver) {
                    corners.add(new Point(space.xs[column], space.ys[row]));
                    corners.add(new Point(space.xs[column + 1], space.ys[row + 1]));
                }
            }
        }
        return corners;
    }
}
