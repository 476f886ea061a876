package io.leeway.experiment.diagnosis;

import io.leeway.report.LineChart;
import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import io.leeway.report.Report;
import io.leeway.report.picture.ChartPanel;
import io.leeway.report.picture.PictureCanvas;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;

/** The curves of a diagnosis in one picture, a panel each, for whoever has no browser at hand. */
final class DiagnosisPicture {
    private static final int WIDTH = 1200;
    private static final int MARGIN = 32;
    private static final int GAP = 84;
    private static final int HEADER = 76;
    private static final int PANEL = 250;
    private static final int AXIS = 40;
    private static final int LINE = ChartPanel.ABOVE + PANEL + ChartPanel.BELOW;
    private static final int WIDEST_NAME = 220;

    private final List<LineChart> charts;
    private final List<String> names;
    private final List<Look> looks;
    private final PictureCanvas canvas;

    private DiagnosisPicture(Report report, DiagnosisReport diagnosis) {
        charts = diagnosis.charts();
        names = diagnosis.headlines().rows().stream().map(row -> row.name()).toList();
        looks = Palette.of(report).looks(names);
        canvas = new PictureCanvas(WIDTH, HEADER + (charts.size() + 1) / 2 * LINE + MARGIN);
    }

    /** Draws what a report shows, in its colours, as a PNG. */
    static void write(Report report, DiagnosisReport diagnosis, Path file) {
        DiagnosisPicture picture = new DiagnosisPicture(report, diagnosis);
        picture.draw(report.title());
        picture.canvas.write(file);
    }

    private void draw(String title) {
        canvas.text(title, MARGIN, 38, 0, PictureCanvas.INK, 20, true);
        double each = Math.min(WIDEST_NAME, (WIDTH - 2.0 * MARGIN) / names.size());
        for (int i = 0; i < names.size(); i++) {
            double x = MARGIN + i * each;
            canvas.fill(colour(names.get(i)), x, 52, 18, 4);
            canvas.text(canvas.fitted(names.get(i), each - 30, 13, false), x + 24, 60, 0, PictureCanvas.INK, 13, false);
        }
        double width = (WIDTH - 2.0 * MARGIN - GAP - AXIS) / 2;
        for (int i = 0; i < charts.size(); i++) {
            double x = MARGIN + AXIS + i % 2 * (width + GAP);
            int line = i / 2;
            new ChartPanel(canvas, charts.get(i), this::colour)
                    .draw(x, HEADER + line * LINE + ChartPanel.ABOVE, width, PANEL);
        }
    }

    private Color colour(String name) {
        return Color.decode(looks.get(names.indexOf(name)).colour());
    }
}
