package io.leeway.report.picture;

import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Series;
import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import io.leeway.report.Report;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;

/** The picture of a line chart as a PNG: a line a seed, a colour a series, and a key. */
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

    private ChartPicture() {}

    /**
     * Draws a chart and writes it.
     *
     * @throws io.leeway.spi.LeewayException if it cannot be written
     */
    public static void write(LineChart chart, Path file) {
        PictureCanvas canvas = new PictureCanvas(WIDTH, HEIGHT);
        List<String> names = chart.series().stream().map(Series::name).toList();
        List<Look> looks = Palette.of(new Report("", "", List.of())).looks(names);
        new ChartPanel(
                        canvas,
                        chart,
                        name -> Color.decode(looks.get(names.indexOf(name)).colour()))
                .draw(LEFT, TOP, INNER_WIDTH, INNER_HEIGHT);
        double room = (INNER_WIDTH - AXIS_ROOM) / Math.max(1, looks.size());
        for (int index = 0; index < looks.size(); index++) {
            double x = LEFT + index * room;
            canvas.fill(Color.decode(looks.get(index).colour()), x, HEIGHT - 20, KEY - 4, 4);
            String name = canvas.fitted(names.get(index), room - KEY - 8, 11, false);
            canvas.text(name, x + KEY, HEIGHT - 14, 0, PictureCanvas.INK, 11, false);
        }
        canvas.write(file);
    }
}
