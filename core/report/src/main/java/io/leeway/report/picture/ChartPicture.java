package io.leeway.report.picture;

import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Series;
import io.leeway.report.NumberStyle;
import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import io.leeway.report.Point;
import io.leeway.report.Report;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.nio.file.Path;
import java.util.List;

/** The picture of a line chart as a PNG: a line a seed, a colour a series, equal steps on both axes. */
public final class ChartPicture {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int TOP = 64;
    private static final int INNER_WIDTH = WIDTH - LEFT - 24;
    private static final int INNER_HEIGHT = HEIGHT - TOP - 52;
    private static final int KEY = 16;
    /** What the key leaves of its line to the title of the horizontal axis. */
    private static final double AXIS_ROOM = 90;

    private final LineChart chart;
    private final AxisRange across;
    private final AxisRange up;
    private final PictureCanvas canvas = new PictureCanvas(WIDTH, HEIGHT);

    private ChartPicture(LineChart chart) {
        this.chart = chart;
        across = AxisRange.of(points().stream().mapToDouble(Point::x));
        up = AxisRange.of(points().stream().mapToDouble(Point::y));
    }

    /**
     * Draws a chart and writes it.
     *
     * @throws io.leeway.spi.LeewayException if it cannot be written
     */
    public static void write(LineChart chart, Path file) {
        ChartPicture picture = new ChartPicture(chart);
        picture.draw();
        picture.canvas.write(file);
    }

    private List<Point> points() {
        return chart.series().stream()
                .flatMap(series -> series.lines().stream())
                .flatMap(line -> line.points().stream())
                .filter(Point::finite)
                .toList();
    }

    private void draw() {
        canvas.text(chart.title(), LEFT, 24, 0, PictureCanvas.INK, 14, true);
        canvas.text(chart.y().title(), LEFT, TOP - 8, 0, PictureCanvas.FAINT, 11, false);
        canvas.text(chart.x().title(), LEFT + INNER_WIDTH, HEIGHT - 14, 1, PictureCanvas.FAINT, 11, false);
        NumberStyle style = NumberStyle.significant(3);
        for (int tick = 0; tick <= across.steps(); tick++) {
            double x = LEFT + INNER_WIDTH * (double) tick / across.steps();
            canvas.text(
                    style.value(across.tick(tick)), x, TOP + INNER_HEIGHT + 16, 0.5, PictureCanvas.FAINT, 10, false);
        }
        for (int tick = 0; tick <= up.steps(); tick++) {
            double y = TOP + INNER_HEIGHT * (1 - (double) tick / up.steps());
            canvas.line(LEFT, y, LEFT + INNER_WIDTH, y);
            canvas.text(style.value(up.tick(tick)), LEFT - 6, y + 4, 1, PictureCanvas.FAINT, 10, false);
        }
        canvas.within(LEFT, TOP, INNER_WIDTH, INNER_HEIGHT, this::curves);
        key();
    }

    private List<Look> looks() {
        return Palette.of(new Report("", "", List.of()))
                .looks(chart.series().stream().map(Series::name).toList());
    }

    private void curves() {
        List<Look> looks = looks();
        for (int index = 0; index < looks.size(); index++) {
            Color colour = Color.decode(looks.get(index).colour());
            chart.series().get(index).lines().forEach(line -> canvas.stroke(colour, curve(line.points())));
        }
    }

    private Shape curve(List<Point> points) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (Point point : points) {
            if (point.finite()) {
                double x = INNER_WIDTH * across.part(point.x());
                double y = INNER_HEIGHT * (1 - up.part(point.y()));
                if (drawing) {
                    path.lineTo(x, y);
                } else {
                    path.moveTo(x, y);
                }
            }
            drawing = point.finite();
        }
        return path;
    }

    private void key() {
        List<Look> looks = looks();
        double room = (INNER_WIDTH - AXIS_ROOM) / Math.max(1, looks.size());
        for (int index = 0; index < looks.size(); index++) {
            double x = LEFT + index * room;
            Color colour = Color.decode(looks.get(index).colour());
            canvas.fill(colour, x, HEIGHT - 20, KEY - 4, 4);
            String name = canvas.fitted(chart.series().get(index).name(), room - KEY - 8, 11, false);
            canvas.text(name, x + KEY, HEIGHT - 14, 0, PictureCanvas.INK, 11, false);
        }
    }
}
