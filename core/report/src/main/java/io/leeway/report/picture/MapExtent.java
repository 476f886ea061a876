package io.leeway.report.picture;

import io.leeway.report.Point;
import io.leeway.report.TrajectoryMap;
import io.leeway.spi.environment.PlanarMap.Circle;
import io.leeway.spi.environment.PlanarMap.Rectangle;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of the plane that a map shows: what its walls enclose, or without walls everything that is drawn.
 *
 * @param minimumX in the map's units, as all are
 * @param minimumY the lower edge
 * @param maximumX the right edge
 * @param maximumY the upper edge
 */
public record MapExtent(double minimumX, double minimumY, double maximumX, double maximumY) {
    private static final double MARGIN = 0.06;

    /** Returns what a map shows. */
    public static MapExtent of(TrajectoryMap map) {
        List<Rectangle> walls = map.map().walls();
        if (!walls.isEmpty()) {
            MapExtent walled = around(walls.stream()
                    .flatMap(wall -> Stream.of(
                            new Point(wall.minimumX(), wall.minimumY()), new Point(wall.maximumX(), wall.maximumY())))
                    .toList());
            List<Point> free = FreeSpace.corners(walls);
            return free.isEmpty() ? walled : around(free).widened().within(walled);
        }
        Stream<Point> drawn = map.groups().stream()
                .flatMap(group -> group.paths().stream())
                .flatMap(List::stream)
                .filter(Point::finite);
        return around(Stream.concat(corners(map.map().goal()), drawn).toList()).widened();
    }

    /** Returns how wide it is. */
    public double width() {
        return maximumX - minimumX;
    }

    /** Returns how high it is. */
    public double height() {
        return maximumY - minimumY;
    }

    boolean contains(Point point) {
        return point.x() >= minimumX && point.x() <= maximumX && point.y() >= minimumY && point.y() <= maximumY;
    }

    private static Stream<Point> corners(@Nullable Circle goal) {
        return goal == null
                ? Stream.of()
                : Stream.of(
                        new Point(goal.x() - goal.radius(), goal.y() - goal.radius()),
                        new Point(goal.x() + goal.radius(), goal.y() + goal.radius()));
    }

    private static MapExtent around(List<Point> points) {
        if (points.isEmpty()) {
            return new MapExtent(0, 0, 1, 1);
        }
        return new MapExtent(
                points.stream().mapToDouble(Point::x).min().orElseThrow(),
                points.stream().mapToDouble(Point::y).min().orElseThrow(),
                points.stream().mapToDouble(Point::x).max().orElseThrow(),
                points.stream().mapToDouble(Point::y).max().orElseThrow());
    }

    private MapExtent within(MapExtent outer) {
        return new MapExtent(
                Math.max(minimumX, outer.minimumX),
                Math.max(minimumY, outer.minimumY),
                Math.min(maximumX, outer.maximumX),
                Math.min(maximumY, outer.maximumY));
    }

    /** Returns a copy with a margin, and with some room even around a single point. */
    private MapExtent widened() {
        double margin = MARGIN * Math.max(width(), height());
        double room = margin > 0 ? margin : 1;
        return new MapExtent(minimumX - room, minimumY - room, maximumX + room, maximumY + room);
    }
}
