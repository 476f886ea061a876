package com.acme.paper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Sampled densities as bars and true ones as lines, a panel for each coefficient. */
final class DensityPicture {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 200;
    private static final int MARGIN = 24;
    private static final double HIGHEST = 3.2;

    private DensityPicture() {}

    /** Draws the panels side by side, aside first and then moved into place. */
    static void write(List<Figure3.Panel> panels, Path file) {
        BufferedImage image = new BufferedImage(panels.size() * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), HEIGHT);
        for (int i = 0; i < panels.size(); i++) {
            graphics.translate(i == 0 ? 0 : WIDTH, 0);
            draw(graphics, panels.get(i));
        }
        graphics.dispose();
        Pictures.write(image, file);
    }

    private static void draw(Graphics2D graphics, Figure3.Panel panel) {
        int bins = panel.truth().length;
        double wide = (double) (WIDTH - 2 * MARGIN) / bins;
        Path2D line = new Path2D.Double();
        graphics.setColor(new Color(0x9ecae1));
        for (int bin = 0; bin < bins; bin++) {
            double left = MARGIN + bin * wide;
            double top = y(panel.sampled()[bin]);
            graphics.fill(new Rectangle2D.Double(left, top, wide, HEIGHT - MARGIN - top));
            if (bin == 0) {
                line.moveTo(left + wide / 2, y(panel.truth()[bin]));
            } else {
                line.lineTo(left + wide / 2, y(panel.truth()[bin]));
            }
        }
        graphics.setColor(new Color(0xb3252b));
        graphics.setStroke(new BasicStroke(2));
        graphics.draw(line);
        graphics.setColor(Color.DARK_GRAY);
        graphics.drawLine(MARGIN, HEIGHT - MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN);
        graphics.drawString("-1", MARGIN - 6, HEIGHT - 8);
        graphics.drawString("1", WIDTH - MARGIN - 3, HEIGHT - 8);
        graphics.drawString(
                String.format(
                        Locale.ROOT,
                        "coefficient %.1f, total variation %.3f",
                        panel.coefficient(),
                        panel.totalVariation()),
                MARGIN - 16,
                16);
    }

    private static double y(double density) {
        return HEIGHT - MARGIN - Math.min(1, density / HIGHEST) * (HEIGHT - 2 * MARGIN);
    }
}
