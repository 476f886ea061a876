package io.leeway.report.picture;

import io.leeway.report.BandChart;
import io.leeway.report.BandChart.Band;
import io.leeway.report.Chart;
import io.leeway.report.ForestPlot;
import io.leeway.report.LineChart;
import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import io.leeway.report.ScatterChart;
import io.leeway.report.ScatterChart.Mark;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Pictures of charts as PNGs, in a report's colours; with equal steps on all axes. */
public final class ChartPictures {
    private static final int BAND_OPACITY = 40;
    private static final double RADIUS = 4;

    private ChartPictures() {}

    /**
     * Draws a chart and writes it.
     *
     * @param palette the report's
     * @throws io.leeway.spi.LeewayException if it cannot be written
     */
    public static void write(Chart chart, Palette palette, Path file) {
        if (chart instanceof LineChart lines) {
            ChartPicture.write(lines, file);
        } else if (chart instanceof BandChart bands) {
            bands(bands, palette).write(file);
        } else if (chart instanceof ForestPlot forest) {
            ForestPicture.draw(forest).write(file);
        } else if (chart instanceof ScatterChart marks) {
            marks(marks, palette).write(file);
        }
    }

    private static PictureCanvas bands(BandChart chart, Palette palette) {
        List<String> names = chart.series().stream().map(BandChart.Series::name).toList();
        List<Look> looks = palette.looks(names);
        PlotFrame frame = new PlotFrame(
                chart.title(),
                chart.x().title(),
                chart.y().title(),
                points(chart).mapToDouble(Band::x),
                points(chart).flatMapToDouble(point -> DoubleStream.of(point.y(), point.low(), point.high())),
                names);
        frame.inside(canvas -> {
            for (int index = 0; index < looks.size(); index++) {
                List<Band> points = chart.series().get(index).points();
                Color colour = Color.decode(looks.get(index).colour());
                List<Band> known = points.stream().filter(Band::hasInterval).toList();
                if (!known.isEmpty()) {
                    canvas.fill(transparent(colour), area(frame, known));
                }
                canvas.stroke(colour, curve(frame, points));
            }
        });
        frame.key(names, looks);
        return frame.canvas();
    }

    private static Stream<Band> points(BandChart chart) {
        return chart.series().stream().flatMap(series -> series.points().stream());
    }

    private static Color transparent(Color colour) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_OPACITY);
    }

    private static Path2D curve(PlotFrame frame, List<Band> points) {
        Path2D path = new Path2D.Double();
        for (Band point : points) {
            to(path, frame.x(point.x()), frame.y(point.y()));
        }
        return path;
    }

    private static Path2D area(PlotFrame frame, List<Band> points) {
        Path2D path = new Path2D.Double();
        points.forEach(point -> to(path, frame.x(point.x()), frame.y(point.high())));
        for (int index = points.size() - 1; index >= 0; index--) {
            to(path, frame.x(points.get(index).x()), frame.y(points.get(index).low()));
        }
        path.closePath();
        return path;
    }

    private static void to(Path2D path, double x, double y) {
        if (path.getCurrentPoint() == null) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }

    private static PictureCanvas marks(ScatterChart chart, Palette palette) {
        List<String> names = chart.marks().stream().map(Mark::name).toList();
        List<Look> looks = palette.looks(names);
        PlotFrame frame = new PlotFrame(
                chart.title(),
                chart.x().title(),
                chart.y().title(),
                chart.marks().stream().mapToDouble(Mark::x),
                chart.marks().stream().flatMapToDouble(mark -> DoubleStream.of(mark.y(), mark.low(), mark.high())),
                names);
        frame.inside(canvas -> {
            for (int index = 0; index < looks.size(); index++) {
                Mark mark = chart.marks().get(index);
                Color colour = Color.decode(looks.get(index).colour());
                double x = frame.x(mark.x());
                if (mark.hasInterval()) {
                    Path2D rule = new Path2D.Double();
                    to(rule, x, frame.y(mark.low()));
                    to(rule, x, frame.y(mark.high()));
                    canvas.stroke(colour, rule);
                }
                canvas.fill(
                        colour, new Ellipse2D.Double(x - RADIUS, frame.y(mark.y()) - RADIUS, 2 * RADIUS, 2 * RADIUS));
            }
        });
        frame.key(names, looks);
        return frame.canvas();
    }
}
