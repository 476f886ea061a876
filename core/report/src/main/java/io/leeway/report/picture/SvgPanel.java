package io.leeway.report.picture;

import io.leeway.report.Palette.Look;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.PathIterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One panel of a trajectory map in the notation of SVG, as the templates {@code panel} and {@code shapes} show it.
 *
 * @param id unique within the document
 * @param label the panel in words
 * @param name the group's
 * @param colour the group's
 * @param width of the panel
 * @param height of the panel
 * @param goal null where the map has none
 * @param walls path data; empty where the map has none
 * @param paths path data, one a trajectory
 * @param starts the first positions
 */
public record SvgPanel(
        String id,
        String label,
        String name,
        String colour,
        String width,
        String height,
        @Nullable Circle goal,
        String walls,
        List<String> paths,
        List<Circle> starts) {
    /**
     * A circle.
     *
     * @param x of its centre
     * @param y of its centre
     * @param radius in the same units
     */
    public record Circle(String x, String y, String radius) {
        static Circle of(Ellipse2D ellipse) {
            return new Circle(
                    number(ellipse.getCenterX()), number(ellipse.getCenterY()), number(ellipse.getWidth() / 2));
        }
    }

    static SvgPanel of(MapDrawing drawing, MapDrawing.Panel shapes, String id, String label, String name, Look look) {
        return new SvgPanel(
                id,
                label,
                name,
                look.colour(),
                number(drawing.width()),
                number(drawing.height()),
                shapes.goal() == null ? null : Circle.of(shapes.goal()),
                data(shapes.walls()),
                shapes.paths().stream()
                        .map(strokes -> strokes.stream().map(SvgPanel::data).collect(Collectors.joining()))
                        .toList(),
                shapes.starts().stream().map(Circle::of).toList());
    }

    /** Returns the data of a path of straight lines. */
    private static String data(Shape shape) {
        StringBuilder data = new StringBuilder();
        double[] end = new double[6];
        for (PathIterator path = shape.getPathIterator(new AffineTransform()); !path.isDone(); path.next()) {
            int segment = path.currentSegment(end);
            if (segment == PathIterator.SEG_CLOSE) {
                data.append('Z');
            } else {
                data.append(segment == PathIterator.SEG_MOVETO ? 'M' : 'L')
                        .append(number(end[0]))
                        .append(' ')
                        .append(number(end[1]));
            }
        }
        return data.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
    }
}
