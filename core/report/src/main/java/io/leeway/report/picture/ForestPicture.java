package io.leeway.report.picture;

import io.leeway.report.ForestPlot;
import io.leeway.report.ForestPlot.Line;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.stream.DoubleStream;

/** The picture of a forest plot. */
final class ForestPicture {
    private static final int WIDTH = 720;
    private static final int LEFT = 270;
    private static final int TOP = 48;
    private static final int STEP = 24;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 30;
    private static final int AXIS = 48;
    private static final double RADIUS = 4;

    private ForestPicture() {}

    static PictureCanvas draw(ForestPlot forest) {
        int height = Math.max(1, forest.lines().size()) * STEP;
        PictureCanvas canvas = new PictureCanvas(WIDTH, TOP + height + AXIS);
        ChartAxis range = ChartAxis.round(
                DoubleStream.concat(
                        DoubleStream.of(0),
                        forest.lines().stream()
                                .flatMapToDouble(line -> DoubleStream.of(line.value(), line.low(), line.high()))),
                false);
        canvas.text(canvas.fitted(forest.title(), WIDTH - 48, 14, true), 24, 24, 0, PictureCanvas.INK, 14, true);
        canvas.text(forest.axis(), LEFT + PLOT_WIDTH, TOP + height + 36, 1, PictureCanvas.FAINT, 11, false);
        for (double tick : range.ticks()) {
            double x = LEFT + PLOT_WIDTH * range.partOfTick(tick);
            String text = range.label(tick);
            canvas.text(text, x, TOP + height + 16, 0.5, PictureCanvas.FAINT, 10, false);
        }
        for (int index = 0; index < forest.lines().size(); index++) {
            String name = canvas.fitted(forest.lines().get(index).name(), LEFT - 36, 11, false);
            canvas.text(name, LEFT - 10, TOP + index * STEP + STEP / 2.0 + 4, 1, PictureCanvas.INK, 11, false);
        }
        canvas.within(LEFT, TOP, PLOT_WIDTH, height, () -> {
            double zero = PLOT_WIDTH * range.part(0);
            canvas.line(zero, 0, zero, height);
            for (int index = 0; index < forest.lines().size(); index++) {
                draw(canvas, range, forest.lines().get(index), index * STEP + STEP / 2.0);
            }
        });
        return canvas;
    }

    private static void draw(PictureCanvas canvas, ChartAxis range, Line line, double y) {
        Color colour = line.differs() ? PictureCanvas.BAR : PictureCanvas.FAINT;
        if (line.hasInterval()) {
            canvas.stroke(
                    colour,
                    new Line2D.Double(PLOT_WIDTH * range.part(line.low()), y, PLOT_WIDTH * range.part(line.high()), y));
        }
        double x = PLOT_WIDTH * range.part(line.value());
        Ellipse2D point = new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        canvas.fill(line.differs() ? colour : Color.WHITE, point);
        canvas.stroke(colour, point);
    }
}
