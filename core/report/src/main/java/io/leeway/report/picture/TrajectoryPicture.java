package io.leeway.report.picture;

import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import io.leeway.report.Report;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.TrajectoryMap.Group;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** A trajectory map as a PNG. */
public final class TrajectoryPicture {
    private static final int SIDE = 420;
    private static final int MARGIN = 24;
    private static final int HEADER = 56;
    private static final int TITLE = 26;

    private final TrajectoryMap map;
    private final MapDrawing drawing;
    private final PictureCanvas canvas;

    private TrajectoryPicture(TrajectoryMap map) {
        this.map = map;
        drawing = new MapDrawing(map, SIDE);
        int panels = map.groups().size();
        double height = HEADER + TITLE + drawing.height() + MARGIN;
        double width = MARGIN + panels * (drawing.width() + MARGIN);
        canvas = new PictureCanvas((int) Math.ceil(width), (int) Math.ceil(height));
    }

    /**
     * Draws trajectories.
     *
     * @param file a PNG, which appears in its place whole
     * @throws io.leeway.spi.LeewayException if it cannot be written
     */
    public static void write(TrajectoryMap map, Path file) {
        new TrajectoryPicture(map).draw().write(file);
    }

    /** Draws trajectories into memory, in opaque RGB. */
    public static BufferedImage image(TrajectoryMap map) {
        return new TrajectoryPicture(map).draw().image();
    }

    private PictureCanvas draw() {
        double whole =
                drawing.width() * map.groups().size() + MARGIN * (map.groups().size() - 1.0);
        canvas.text(canvas.fitted(map.title(), whole, 16, true), MARGIN, 28, 0, PictureCanvas.INK, 16, true);
        canvas.text(canvas.fitted(map.caption(), whole, 11, false), MARGIN, 46, 0, PictureCanvas.FAINT, 11, false);
        List<Look> looks = Palette.of(new Report(map.title(), "", List.of(map)))
                .looks(map.groups().stream().map(Group::name).toList());
        for (int i = 0; i < map.groups().size(); i++) {
            double left = MARGIN + i * (drawing.width() + MARGIN);
            Group group = map.groups().get(i);
            canvas.text(group.name(), left, HEADER + 16, 0, PictureCanvas.INK, 13, true);
            Color color = Color.decode(looks.get(i).colour());
            canvas.within(left, HEADER + TITLE, drawing.width(), drawing.height(), () -> draw(group, color));
        }
        return canvas;
    }

    private void draw(Group group, Color color) {
        MapDrawing.Panel panel = drawing.panel(group);
        if (panel.goal() != null) {
            canvas.goal(panel.goal());
        }
        canvas.fill(PictureCanvas.LINE, panel.walls());
        panel.paths().forEach(strokes -> strokes.forEach(stroke -> canvas.stroke(color, stroke)));
        panel.starts().forEach(start -> canvas.fill(color, start));
    }
}
