package io.leeway.datasettools.picture;

import io.leeway.datasettools.info.BehaviourScore;
import io.leeway.datasettools.info.Bins;
import io.leeway.datasettools.info.ColumnStatistics;
import io.leeway.datasettools.info.DatasetInfo;
import io.leeway.report.picture.PictureCanvas;
import io.leeway.report.statistics.StreamingMoments;
import io.leeway.spi.LeewayException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A dataset in one picture: returns, lengths, what its columns hold, and for a maze where the episodes went. */
public final class DatasetPicture {
    private static final int WIDTH = 1200;
    private static final int MARGIN = 32;
    private static final int GAP = 28;
    private static final int HEADER = 76;
    private static final int TOP_HEIGHT = 250;
    private static final int SMALL_HEIGHT = 104;
    private static final int ACROSS = 6;
    private static final int MOST_COLUMNS = 24;

    private final DatasetInfo info;
    private final List<ColumnStatistics.Part> parts;
    private final PictureCanvas canvas;

    private DatasetPicture(DatasetInfo info) {
        this.info = info;
        parts = parts(info);
        int lines = (Math.min(parts.size(), MOST_COLUMNS) + ACROSS - 1) / ACROSS;
        int height = HEADER + TOP_HEIGHT + 64 + lines * (SMALL_HEIGHT + GAP) + MARGIN;
        canvas = new PictureCanvas(WIDTH, height);
    }

    private static List<ColumnStatistics.Part> parts(DatasetInfo info) {
        List<ColumnStatistics.Part> parts = new ArrayList<>();
        for (ColumnStatistics column : info.columns()) {
            column.parts().stream().filter(part -> part.histogram().bins() > 0).forEach(parts::add);
        }
        return parts;
    }

    /**
     * Draws a dataset.
     *
     * @param file a PNG, which is written aside and moved into place
     * @throws LeewayException if it cannot be written
     */
    public static void write(DatasetInfo info, Path file) {
        new DatasetPicture(info).draw().write(file);
    }

    private PictureCanvas draw() {
        String id = BehaviourScore.environmentId(info.description()).orElse("");
        canvas.text(info.dataset().name(), MARGIN, 42, 0, PictureCanvas.INK, 20, true);
        String summary = (id.isEmpty() ? "" : id + "  ·  ")
                + String.format(Locale.ROOT, "%,d episodes  ·  %,d steps", info.episodes(), info.steps())
                + info.score()
                        .map(score -> String.format(Locale.ROOT, "  ·  behaviour score %.1f", score.score()))
                        .orElse("");
        canvas.text(summary, MARGIN, 62, 0, PictureCanvas.FAINT, 13, false);
        boolean mapped = info.density().isPresent();
        int panels = mapped ? 3 : 2;
        double width = (WIDTH - 2.0 * MARGIN - (panels - 1) * GAP) / panels;
        large("Return of an episode", info.allReturns(), MARGIN, width);
        large("Length of an episode, in steps", info.allLengths(), MARGIN + width + GAP, width);
        double last = MARGIN + 2 * (width + GAP);
        info.density().ifPresent(density -> {
            canvas.text("Where the episodes went", last, HEADER + 18, 0, PictureCanvas.INK, 14, true);
            new DensityPanel(density, last, HEADER + 32, width, TOP_HEIGHT - 32.0).draw(canvas);
        });
        columns();
        return canvas;
    }

    private void large(String title, double[] values, double x, double width) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        canvas.text(title, x, HEADER + 18, 0, PictureCanvas.INK, 14, true);
        if (finite.length == 0) {
            return;
        }
        int most = (int) Math.max(8, Math.min(40, 3 * Math.cbrt(finite.length)));
        PanelBars bars = PanelBars.of(Bins.of(finite, most));
        double top = HEADER + 44;
        double bottom = HEADER + TOP_HEIGHT - 18;
        canvas.line(x, top, x + width, top);
        String scale = "highest bar: " + String.format(Locale.ROOT, "%,d", bars.most());
        canvas.text(scale, x + width, top - 6, 1, PictureCanvas.FAINT, 11, false);
        bars(bars, x, top, width, bottom - top);
        double least = Arrays.stream(finite).min().orElse(0);
        double greatest = Arrays.stream(finite).max().orElse(0);
        if (least == greatest) {
            canvas.text("all " + number(least), x + width / 2, bottom + 16, 0.5, PictureCanvas.FAINT, 12, false);
            return;
        }
        ends(bars.start(), bars.end(), x, bottom + 16, width, 12);
        String middle = number((bars.start() + bars.end()) / 2);
        canvas.text(middle, x + width / 2, bottom + 16, 0.5, PictureCanvas.FAINT, 12, false);
    }

    private void bars(PanelBars bars, double x, double top, double width, double height) {
        int count = bars.counts().length;
        double each = Math.min(width / count, 40);
        double from = x + (width - each * count) / 2;
        double space = each > 8 ? 1 : 0;
        for (int i = 0; i < count; i++) {
            long value = bars.counts()[i];
            double tall = value == 0 ? 0 : Math.max(1, height * value / bars.most());
            canvas.fill(PictureCanvas.BAR, from + i * each, top + height - tall, each - space, tall);
        }
        canvas.line(x, top + height, x + width, top + height);
    }

    private void ends(double least, double greatest, double x, double y, double width, int size) {
        canvas.text(number(least), x, y, 0, PictureCanvas.FAINT, size, false);
        canvas.text(number(greatest), x + width, y, 1, PictureCanvas.FAINT, size, false);
    }

    /** Returns a number that people read at a glance. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1e6 || (size > 0 && size < 1e-3)) {
            return String.format(Locale.ROOT, "%.1e", value);
        } else if (size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String text = String.format(Locale.ROOT, "%.3g", value + 0.0);
        return text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private void columns() {
        double heading = HEADER + TOP_HEIGHT + 46;
        int shown = Math.min(parts.size(), MOST_COLUMNS);
        String title = "Columns" + (parts.size() > shown ? " (the first " + shown + " of " + parts.size() + ")" : "");
        canvas.text(title, MARGIN, heading, 0, PictureCanvas.INK, 14, true);
        double width = (WIDTH - 2.0 * MARGIN - (ACROSS - 1) * GAP) / ACROSS;
        for (int i = 0; i < shown; i++) {
            double x = MARGIN + i % ACROSS * (width + GAP);
            double y = heading + 18 + lineOf(i) * (SMALL_HEIGHT + GAP);
            ColumnStatistics.Part part = parts.get(i);
            String label = canvas.fitted(part.label(), width, 11, false);
            canvas.text(label, x, y + 10, 0, PictureCanvas.INK, 11, false);
            PanelBars bars = PanelBars.of(part.histogram(), 48);
            bars(bars, x, y + 18, width, SMALL_HEIGHT - 32);
            StreamingMoments moments = part.moments();
            if (moments.minimum() == moments.maximum()) {
                String only = "all " + number(moments.minimum());
                canvas.text(only, x + width / 2, y + SMALL_HEIGHT, 0.5, PictureCanvas.FAINT, 10, false);
            } else {
                ends(moments.minimum(), moments.maximum(), x, y + SMALL_HEIGHT, width, 10);
            }
        }
    }

    private static int lineOf(int column) {
        return column / ACROSS;
    }
}
