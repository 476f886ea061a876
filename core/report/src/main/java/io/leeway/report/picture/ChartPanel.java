package io.leeway.report.picture;

import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Series;
import io.leeway.report.Point;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.Function;

/** A line chart in a place of a picture: titles, axes, and a line for each seed in the colour of its series. */
public final class ChartPanel {
    /** What a panel needs above its frame, for its titles. */
    public static final int ABOVE = 48;

    /** What a panel needs below its frame, for the horizontal axis. */
    public static final int BELOW = 40;

    /** Lines of no more points are drawn with a mark at each. */
    private static final int MARKED = 25;

    private static final double RADIUS = 2.5;

    private final PictureCanvas canvas;
    private final LineChart chart;
    private final Function<String, Color> colours;
    private final ChartAxis across;
    private final ChartAxis up;

    /**
     * Prepares to draw.
     *
     * @param colours of each series, by its name
     */
    public ChartPanel(PictureCanvas canvas, LineChart chart, Function<String, Color> colours) {
        this.canvas = canvas;
        this.chart = chart;
        this.colours = colours;
        List<Point> points = points();
        across = ChartAxis.tight(
                points.stream().mapToDouble(Point::x),
                chart.x().logarithmic() && points.stream().allMatch(point -> point.x() > 0));
        up = ChartAxis.round(
                points.stream().mapToDouble(Point::y),
                chart.y().logarithmic() && points.stream().allMatch(point -> point.y() > 0));
    }

    private List<Point> points() {
        return chart.series().stream()
                .flatMap(series -> series.lines().stream())
                .flatMap(line -> line.points().stream())
                .filter(Point::finite)
                .toList();
    }

    /** Draws it into a frame, with titles above it and the horizontal axis below. */
    public void draw(double x, double y, double width, double height) {
        canvas.text(chart.title(), x, y - 30, 0, PictureCanvas.INK, 14, true);
        canvas.text(chart.y().title(), x, y - 8, 0, PictureCanvas.FAINT, 11, false);
        canvas.text(chart.x().title(), x + width, y + height + 34, 1, PictureCanvas.FAINT, 11, false);
        if (points().isEmpty()) {
            canvas.text("nothing was measured", x + width / 2, y + height / 2, 0.5, PictureCanvas.FAINT, 12, false);
            canvas.within(x, y, width, height, () -> {});
            return;
        }
        for (double tick : across.ticks()) {
            double at = x + width * across.partOfTick(tick);
            canvas.line(at, y + height, at, y + height + 4);
            canvas.text(across.label(tick), at, y + height + 18, 0.5, PictureCanvas.FAINT, 10, false);
        }
        for (double tick : up.ticks()) {
            double at = y + height * (1 - up.partOfTick(tick));
            canvas.line(x, at, x + width, at);
            canvas.text(up.label(tick), x - 6, at + 4, 1, PictureCanvas.FAINT, 10, false);
        }
        canvas.within(x, y, width, height, () -> curves(width, height));
    }

    private void curves(double width, double height) {
        for (Series series : chart.series()) {
            Color colour = colours.apply(series.name());
            series.lines().forEach(line -> curve(line.points(), colour, width, height));
        }
    }

    private void curve(List<Point> points, Color colour, double width, double height) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (Point point : points) {
            if (point.finite()) {
                double x = width * across.part(point.x());
                double y = height * (1 - up.part(point.y()));
                if (drawing) {
                    path.lineTo(x, y);
                } else {
                    path.moveTo(x, y);
                }
                if (points.size() <= MARKED) {
                    canvas.fill(colour, new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
                }
            }
            drawing = point.finite();
        }
        canvas.stroke(colour, path);
    }
}
