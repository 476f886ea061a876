package io.leeway.experiment.diagnosis;

import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Series;
import io.leeway.report.NumberStyle;
import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import io.leeway.report.Point;
import io.leeway.report.Report;
import io.leeway.report.picture.PictureCanvas;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The curves of a diagnosis in one picture, a panel each, for whoever has no browser at hand. */
final class DiagnosisPicture {
    private static final int WIDTH = 1200;
    private static final int MARGIN = 32;
    private static final int GAP = 84;
    private static final int HEADER = 76;
    private static final int PANEL = 250;
    private static final int BELOW = 84;
    private static final int MARKED = 25;
    private static final NumberStyle NUMBERS = NumberStyle.significant(2);

    private final List<LineChart> charts;
    private final List<String> names;
    private final List<Look> looks;
    private final PictureCanvas canvas;

    private DiagnosisPicture(Report report, DiagnosisReport diagnosis) {
        charts = diagnosis.charts();
        names = diagnosis.headlines().rows().stream().map(row -> row.name()).toList();
        looks = Palette.of(report).looks(names);
        int lines = (charts.size() + 1) / 2;
        canvas = new PictureCanvas(WIDTH, HEADER + lines * (PANEL + BELOW) + MARGIN);
    }

    /** Draws what a report shows, in its colours, as a PNG. */
    static void write(Report report, DiagnosisReport diagnosis, Path file) {
        DiagnosisPicture picture = new DiagnosisPicture(report, diagnosis);
        picture.draw(report.title());
        picture.canvas.write(file);
    }

    private void draw(String title) {
        canvas.text(title, MARGIN, 38, 0, PictureCanvas.INK, 20, true);
        double each = Math.min(220, (WIDTH - 2.0 * MARGIN) / names.size());
        for (int i = 0; i < names.size(); i++) {
            double x = MARGIN + i * each;
            canvas.fill(colour(i), x, 52, 18, 4);
            canvas.text(canvas.fitted(names.get(i), each - 30, 13, false), x + 24, 60, 0, PictureCanvas.INK, 13, false);
        }
        double width = (WIDTH - 2.0 * MARGIN - GAP - 40) / 2;
        for (int i = 0; i < charts.size(); i++) {
            double x = MARGIN + 40 + i % 2 * (width + GAP);
            new Panel(charts.get(i), x, HEADER + 40 + lineOf(i) * (PANEL + BELOW), width).draw();
        }
    }

    private static int lineOf(int chart) {
        return chart / 2;
    }

    private Color colour(int name) {
        return Color.decode(looks.get(name).colour());
    }

    /** One chart. */
    private final class Panel {
        private final LineChart chart;
        private final double x;
        private final double y;
        private final double width;
        private final boolean logarithmic;
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;
        private double first = Double.POSITIVE_INFINITY;
        private double last = Double.NEGATIVE_INFINITY;

        Panel(LineChart chart, double x, double y, double width) {
            this.chart = chart;
            this.x = x;
            this.y = y;
            this.width = width;
            List<Point> all = points();
            logarithmic = chart.y().logarithmic() && all.stream().allMatch(point -> point.y() > 0);
            for (Point point : all) {
                least = Math.min(least, height(point));
                greatest = Math.max(greatest, height(point));
                first = Math.min(first, across(point));
                last = Math.max(last, across(point));
            }
        }

        private List<Point> points() {
            List<Point> all = new ArrayList<>();
            chart.series().forEach(series -> series.lines()
                    .forEach(
                            line -> line.points().stream().filter(Point::finite).forEach(all::add)));
            return all;
        }

        private double across(Point point) {
            return chart.x().logarithmic() ? Math.log10(point.x()) : point.x();
        }

        private double height(Point point) {
            return logarithmic ? Math.log10(point.y()) : point.y();
        }

        void draw() {
            canvas.text(chart.title(), x, y - 14, 0, PictureCanvas.INK, 14, true);
            canvas.line(x, y, x, y + PANEL);
            canvas.line(x, y + PANEL, x + width, y + PANEL);
            canvas.text(chart.x().title(), x + width / 2, y + PANEL + 34, 0.5, PictureCanvas.FAINT, 12, false);
            if (least > greatest) {
                canvas.text(
                        "nothing was measured", x + width / 2, y + PANEL / 2.0, 0.5, PictureCanvas.FAINT, 12, false);
                return;
            }
            labels();
            for (Series series : chart.series()) {
                Color colour = colour(names.indexOf(series.name()));
                series.lines().forEach(line -> stroke(line.points(), colour));
            }
        }

        private void labels() {
            for (int i = 0; i <= 4; i++) {
                double value = least + (greatest - least) * i / 4;
                double at = y + PANEL - PANEL * i / 4.0;
                canvas.line(x - 4, at, x, at);
                String text = NUMBERS.value(logarithmic ? Math.pow(10, value) : value);
                canvas.text(text, x - 7, at + 4, 1, PictureCanvas.FAINT, 11, false);
            }
            for (int i = 0; i <= 2; i++) {
                double value = first + (last - first) * i / 2;
                String text = NUMBERS.value(chart.x().logarithmic() ? Math.pow(10, value) : value);
                canvas.text(text, x + width * i / 2, y + PANEL + 16, i / 2.0, PictureCanvas.FAINT, 11, false);
            }
        }

        private void stroke(List<Point> points, Color colour) {
            Path2D path = new Path2D.Double();
            boolean begun = false;
            for (Point point : points) {
                if (!point.finite()) {
                    begun = false;
                    continue;
                }
                double right = last > first ? x + width * (across(point) - first) / (last - first) : x + width / 2;
                double span = greatest > least ? (height(point) - least) / (greatest - least) : 0.5;
                double down = y + PANEL * (1 - span);
                if (begun) {
                    path.lineTo(right, down);
                } else {
                    path.moveTo(right, down);
                }
                begun = true;
                if (points.size() <= MARKED) {
                    canvas.fill(colour, new Ellipse2D.Double(right - 2.5, down - 2.5, 5, 5));
                }
            }
            canvas.stroke(colour, path);
        }
    }
}
