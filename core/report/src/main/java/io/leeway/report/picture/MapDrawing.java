package io.leeway.report.picture;

import io.leeway.report.Point;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.TrajectoryMap.Group;
import io.leeway.spi.environment.PlanarMap.Circle;
import io.leeway.spi.environment.PlanarMap.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The geometry of a trajectory map, whatever it is drawn on: equal units on both axes, y upwards on the map and
 * downwards in the picture, the same extent in every panel.
 */
final class MapDrawing {
    private static final double START_RADIUS = 3;

    private final TrajectoryMap map;
    private final MapExtent extent;
    private final double scale;

    /**
     * The shapes of one group's panel, in the picture's units from the panel's upper left corner.
     *
     * @param walls all as one shape, so that no seams show between neighbours
     * @param goal null where the map has none
     * @param paths one a trajectory with a finite position: its strokes, between which are positions that are not
     *     finite
     * @param starts the first positions, where they are finite
     */
    record Panel(Path2D walls, @Nullable Ellipse2D goal, List<List<Path2D>> paths, List<Ellipse2D> starts) {}

    /**
     * Fits a map into a square.
     *
     * @param longerSide of a panel, in the picture's units
     */
    MapDrawing(TrajectoryMap map, double longerSide) {
        this.map = map;
        this.extent = MapExtent.of(map);
        this.scale = longerSide / Math.max(extent.width(), extent.height());
    }

    /** Returns a panel's width, in the picture's units. */
    double width() {
        return extent.width() * scale;
    }

    /** Returns a panel's height, in the picture's units. */
    double height() {
        return extent.height() * scale;
    }

    Panel panel(Group group) {
        Circle goal = map.map().goal();
        return new Panel(
                walls(),
                goal == null ? null : circle(new Point(goal.x(), goal.y()), goal.radius() * scale),
                group.paths().stream()
                        .map(this::strokes)
                        .filter(strokes -> !strokes.isEmpty())
                        .toList(),
                group.paths().stream()
                        .flatMap(path -> path.stream().limit(1))
                        .filter(Point::finite)
                        .map(start -> circle(start, START_RADIUS))
                        .toList());
    }

    /** Returns in words what a panel leaves out; empty where all is shown. */
    String remark(Group group) {
        long outside = group.paths().stream()
                .filter(path -> path.stream().anyMatch(point -> point.finite() && !extent.contains(point)))
                .count();
        long broken = group.paths().stream()
                .filter(path -> !path.stream().allMatch(Point::finite))
                .count();
        return (outside > 0 ? ", " + outside + " leaving the picture" : "")
                + (broken > 0 ? ", " + broken + " with values that are not finite" : "");
    }

    private Path2D walls() {
        Path2D.Double shape = new Path2D.Double();
        for (Rectangle wall : map.map().walls()) {
            shape.moveTo(x(wall.minimumX()), y(wall.maximumY()));
            shape.lineTo(x(wall.maximumX()), y(wall.maximumY()));
            shape.lineTo(x(wall.maximumX()), y(wall.minimumY()));
            shape.lineTo(x(wall.minimumX()), y(wall.minimumY()));
            shape.closePath();
        }
        return shape;
    }

    private List<Path2D> strokes(List<Point> points) {
        List<Path2D> strokes = new ArrayList<>();
        Path2D.Double stroke = new Path2D.Double();
        for (Point point : points) {
            if (!point.finite()) {
                stroke = new Path2D.Double();
            } else if (stroke.getCurrentPoint() == null) {
                stroke.moveTo(x(point.x()), y(point.y()));
                strokes.add(stroke);
            } else {
                stroke.lineTo(x(point.x()), y(point.y()));
            }
        }
        return strokes;
    }

    private Ellipse2D circle(Point middle, double radius) {
        return new Ellipse2D.Double(x(middle.x()) - radius, y(middle.y()) - radius, 2 * radius, 2 * radius);
    }

    private double x(double value) {
        return (value - extent.minimumX()) * scale;
    }

    private double y(double value) {
        return (extent.maximumY() - value) * scale;
    }
}
