package io.leeway.datasettools;

import io.leeway.report.MapExtent;
import io.leeway.report.Point;
import io.leeway.report.TrajectoryMap;
import io.leeway.spi.environment.PlanarMap.Circle;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;

/** Trajectories on the environment's map, one panel a group, as a PNG. */
public final class TrajectoryPicture {
    private static final int SIDE = 420;
    private static final int MARGIN = 24;
    private static final int HEADER = 56;
    private static final int TITLE = 26;
    private static final double DOT = 2.5;
    private static final Color GOAL = new Color(0xD55E00);
    private static final Color SYNTHETIC = new Color(0x009E73);

    private final TrajectoryMap map;
    private final MapExtent extent;
    private final double scale;
    private final PictureCanvas canvas;

    private TrajectoryPicture(TrajectoryMap map) {
        this.map = map;
        extent = MapExtent.of(map);
        scale = SIDE / Math.max(extent.width(), extent.height());
        int panels = map.groups().size();
        double height = HEADER + TITLE + extent.height() * scale + MARGIN;
        double width = MARGIN + panels * (extent.width() * scale + MARGIN);
        canvas = new PictureCanvas((int) Math.ceil(width), (int) Math.ceil(height));
    }

    /**
     * Draws trajectories.
     *
     * @param file a PNG, which is written aside and moved into place
     * @throws io.leeway.spi.LeewayException if it cannot be written
     */
    public static void write(TrajectoryMap map, Path file) {
        new TrajectoryPicture(map).draw().write(file);
    }

    private PictureCanvas draw() {
        double whole = extent.width() * scale * map.groups().size()
                + MARGIN * (map.groups().size() - 1.0);
        canvas.text(canvas.fitted(map.title(), whole, 16, true), MARGIN, 28, 0, PictureCanvas.INK, 16, true);
        canvas.text(canvas.fitted(map.caption(), whole, 11, false), MARGIN, 46, 0, PictureCanvas.FAINT, 11, false);
        double left = MARGIN;
        for (int i = 0; i < map.groups().size(); i++) {
            draw(map.groups().get(i), left, i == 0 && map.groups().size() > 1 ? PictureCanvas.BAR : SYNTHETIC);
            left += extent.width() * scale + MARGIN;
        }
        return canvas;
    }

    private void draw(TrajectoryMap.Group group, double left, Color color) {
        canvas.text(group.name(), left, HEADER + 16, 0, PictureCanvas.INK, 13, true);
        double width = extent.width() * scale;
        double height = extent.height() * scale;
        canvas.clip(left, HEADER + TITLE, width, height);
        map.map()
                .walls()
                .forEach(wall -> canvas.fill(
                        PictureCanvas.LINE,
                        x(left, wall.minimumX()),
                        y(wall.maximumY()),
                        (wall.maximumX() - wall.minimumX()) * scale + 0.3,
                        (wall.maximumY() - wall.minimumY()) * scale + 0.3));
        Circle goal = map.map().goal();
        if (goal != null) {
            canvas.circle(GOAL, x(left, goal.x()), y(goal.y()), goal.radius() * scale);
        }
        group.paths().forEach(path -> draw(path, left, color));
        canvas.unclip();
        outline(left, width, height);
    }

    private void draw(List<Point> path, double left, Color color) {
        double[] points = path.stream()
                .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
                .flatMapToDouble(point -> DoubleStream.of(x(left, point.x()), y(point.y())))
                .toArray();
        canvas.path(color, points);
        if (points.length > 1) {
            canvas.dot(color, points[0], points[1], DOT);
        }
    }

    private void outline(double left, double width, double height) {
        double top = HEADER + TITLE;
        canvas.line(left, top, left + width, top);
        canvas.line(left, top + height, left + width, top + height);
        canvas.line(left, top, left, top + height);
        canvas.line(left + width, top, left + width, top + height);
    }

    private double x(double left, double value) {
        return left + (value - extent.minimumX()) * scale;
    }

    private double y(double value) {
        return HEADER + TITLE + (extent.maximumY() - value) * scale;
    }
}
