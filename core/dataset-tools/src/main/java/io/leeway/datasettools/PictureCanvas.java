package io.leeway.datasettools;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/** White paper to draw panels on, at twice the size of its units. */
final class PictureCanvas {
    static final Color INK = new Color(0x1c1c1e);
    static final Color FAINT = new Color(0x6b6f76);
    static final Color LINE = new Color(0xc9cbd1);
    static final Color BAR = new Color(0x0072B2);

    private static final int SCALE = 2;

    private final BufferedImage image;
    private final Graphics2D graphics;

    PictureCanvas(int width, int height) {
        image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.scale(SCALE, SCALE);
        graphics.setStroke(new BasicStroke(1));
        fill(Color.WHITE, 0, 0, width, height);
    }

    void fill(Color color, double x, double y, double width, double height) {
        graphics.setColor(color);
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    void line(double x1, double y1, double x2, double y2) {
        graphics.setColor(LINE);
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    void circle(Color color, double x, double y, double radius) {
        graphics.setColor(color);
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        graphics.setStroke(new BasicStroke(1));
    }

    void dot(Color color, double x, double y, double radius) {
        graphics.setColor(color);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /** Draws a line through points, two numbers each. */
    void path(Color color, double[] points) {
        Path2D.Double path = new Path2D.Double();
        for (int i = 0; i + 1 < points.length; i += 2) {
            if (i == 0) {
                path.moveTo(points[i], points[i + 1]);
            } else {
                path.lineTo(points[i], points[i + 1]);
            }
        }
        graphics.setColor(color);
        graphics.draw(path);
    }

    /** Draws no more outside a rectangle, until {@link #unclip}. */
    void clip(double x, double y, double width, double height) {
        graphics.setClip(new Rectangle2D.Double(x, y, width, height));
    }

    void unclip() {
        graphics.setClip(null);
    }

    /** Writes a text that begins, is centred or ends at x: {@code anchor} is 0, 0.5 or 1. */
    void text(String text, double x, double y, double anchor, Color color, int size, boolean bold) {
        graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size));
        graphics.setColor(color);
        double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
        graphics.drawString(text, (float) (x - anchor * width), (float) y);
    }

    /** Returns a text cut at its end, so that it is no wider. */
    String fitted(String text, double width, int size, boolean bold) {
        graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size));
        String fitting = text;
        while (fitting.length() > 1
                && graphics.getFontMetrics().getStringBounds(fitting, graphics).getWidth() > width) {
            fitting = fitting.substring(0, fitting.length() - 2) + "…";
        }
        return fitting;
    }

    /**
     * Ends the drawing and writes it as a PNG, aside and moved into place.
     *
     * @throws io.leeway.spi.LeewayException if it cannot be written
     */
    void write(Path file) {
        graphics.dispose();
        Path aside = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            try {
                ImageIO.write(image, "png", aside.toFile());
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw FreshPaths.problem("write the picture", file, e);
        }
    }
}
