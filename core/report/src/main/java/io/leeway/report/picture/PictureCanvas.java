package io.leeway.report.picture;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Staged;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A PNG in the making: white paper to draw panels on, at twice the size of its units. */
public final class PictureCanvas {
    /** The colour of titles. */
    public static final Color INK = new Color(0x1c1c1e);
    /** The colour of labels. */
    public static final Color FAINT = new Color(0x6b6f76);
    /** The colour of lines, frames and walls. */
    public static final Color LINE = new Color(0xc9cbd1);
    /** The colour of bars. */
    public static final Color BAR = new Color(0x0072B2);

    private static final int SCALE = 2;
    private static final Color GOAL = new Color(0xf2, 0xc1, 0x4e, 0x59);
    private static final Color GOAL_EDGE = new Color(0x9a6b00);
    private static final BasicStroke LINES = new BasicStroke(1);
    private static final BasicStroke DASHES =
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0);

    private final BufferedImage image;
    private final Graphics2D graphics;

    /**
     * Makes white paper.
     *
     * @param width in the canvas's units, as all lengths are
     * @param height in the canvas's units
     */
    public PictureCanvas(int width, int height) {
        image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.scale(SCALE, SCALE);
        graphics.setStroke(LINES);
        fill(Color.WHITE, 0, 0, width, height);
    }

    /** Fills a rectangle. */
    public void fill(Color color, double x, double y, double width, double height) {
        graphics.setColor(color);
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    /** Draws a line. */
    public void line(double x1, double y1, double x2, double y2) {
        graphics.setColor(LINE);
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    /** Fills a shape. */
    public void fill(Color color, Shape shape) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    /** Draws a shape's outline. */
    public void stroke(Color color, Shape shape) {
        graphics.setColor(color);
        graphics.draw(shape);
    }

    /** Draws the goal of a map. */
    public void goal(Ellipse2D goal) {
        fill(GOAL, goal);
        graphics.setStroke(DASHES);
        stroke(GOAL_EDGE, goal);
        graphics.setStroke(LINES);
    }

    /** Draws in a panel: from its upper left corner, nothing outside it, and in the end a frame around it. */
    public void within(double x, double y, double width, double height, Runnable drawing) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        Rectangle2D frame = new Rectangle2D.Double(0, 0, width, height);
        graphics.setClip(frame);
        drawing.run();
        graphics.setClip(null);
        stroke(LINE, frame);
        graphics.setTransform(before);
    }

    /** Writes a text that begins, is centred or ends at x: {@code anchor} is 0, 0.5 or 1. */
    public void text(String text, double x, double y, double anchor, Color color, int size, boolean bold) {
        graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size));
        graphics.setColor(color);
        double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
        graphics.drawString(text, (float) (x - anchor * width), (float) y);
    }

    /** Returns a text cut at its end, so that it is no wider. */
    public String fitted(String text, double width, int size, boolean bold) {
        graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size));
        String fitting = text;
        while (fitting.length() > 1
                && graphics.getFontMetrics().getStringBounds(fitting, graphics).getWidth() > width) {
            fitting = fitting.substring(0, fitting.length() - 2) + "…";
        }
        return fitting;
    }

    /** Ends the drawing and returns it, in opaque RGB. */
    BufferedImage image() {
        graphics.dispose();
        return image;
    }

    /**
     * Ends the drawing and writes it as a PNG, aside and moved into place.
     *
     * @throws io.leeway.spi.LeewayException if it cannot be written
     */
    public void write(Path file) {
        graphics.dispose();
        try {
            Staged.writeLike(file, aside -> ImageIO.write(image, "png", aside.toFile()));
        } catch (IOException e) {
            throw new LeewayException("Cannot write the picture " + file + ": " + FileProblem.text(e) + ".", e);
        }
    }
}
