package io.leeway.report.picture;

import io.leeway.report.Palette.Look;
import java.awt.Color;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/** The frame of a picture of a plot: its titles, its axes with their ticks, and its key. */
final class PlotFrame {
    private static final int WIDTH = 720;
    private static final int LEFT = 70;
    private static final int TOP = 64;
    private static final int PLOT_HEIGHT = 300;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 24;
    private static final int AXIS = 44;
    private static final int KEY_LINE = 18;
    private static final int KEY_WIDTH = 210;
    private static final int KEYS_A_LINE = PLOT_WIDTH / KEY_WIDTH;

    private final ChartAxis across;
    private final ChartAxis up;
    private final PictureCanvas canvas;

    PlotFrame(String title, String xTitle, String yTitle, DoubleStream across, DoubleStream up, List<String> names) {
        this.across = ChartAxis.round(across, false);
        this.up = ChartAxis.round(up, false);
        int keys = (names.size() + KEYS_A_LINE - 1) / KEYS_A_LINE;
        canvas = new PictureCanvas(WIDTH, TOP + PLOT_HEIGHT + AXIS + keys * KEY_LINE + 12);
        canvas.text(canvas.fitted(title, PLOT_WIDTH, 14, true), LEFT, 24, 0, PictureCanvas.INK, 14, true);
        canvas.text(yTitle, LEFT, TOP - 8, 0, PictureCanvas.FAINT, 11, false);
        canvas.text(xTitle, LEFT + PLOT_WIDTH, TOP + PLOT_HEIGHT + 34, 1, PictureCanvas.FAINT, 11, false);
        for (double tick : this.across.ticks()) {
            double x = LEFT + PLOT_WIDTH * this.across.partOfTick(tick);
            String text = this.across.label(tick);
            canvas.text(text, x, TOP + PLOT_HEIGHT + 16, 0.5, PictureCanvas.FAINT, 10, false);
        }
        for (double tick : this.up.ticks()) {
            double y = TOP + PLOT_HEIGHT * (1 - this.up.partOfTick(tick));
            canvas.line(LEFT, y, LEFT + PLOT_WIDTH, y);
            canvas.text(this.up.label(tick), LEFT - 6, y + 4, 1, PictureCanvas.FAINT, 10, false);
        }
    }

    /** Returns where a value lies within the frame, to the right. */
    double x(double value) {
        return PLOT_WIDTH * across.part(value);
    }

    /** Returns where a value lies within the frame, downwards. */
    double y(double value) {
        return PLOT_HEIGHT * (1 - up.part(value));
    }

    /** Draws within the frame. */
    void inside(Consumer<PictureCanvas> drawing) {
        canvas.within(LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT, () -> drawing.accept(canvas));
    }

    /** Says below the frame which colour is whose. */
    void key(List<String> names, List<Look> looks) {
        for (int index = 0; index < names.size(); index++) {
            int line = index / KEYS_A_LINE;
            double x = LEFT + (index - line * KEYS_A_LINE) * KEY_WIDTH;
            double y = TOP + PLOT_HEIGHT + AXIS + line * KEY_LINE + 10;
            canvas.fill(Color.decode(looks.get(index).colour()), x, y - 6, 12, 4);
            String name = canvas.fitted(names.get(index), KEY_WIDTH - 28, 11, false);
            canvas.text(name, x + 18, y, 0, PictureCanvas.INK, 11, false);
        }
    }

    PictureCanvas canvas() {
        return canvas;
    }
}
