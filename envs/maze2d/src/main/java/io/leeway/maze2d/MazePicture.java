package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazePhysics;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.PlanarMap;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A picture of the ball in its maze from above: x to the right, y upwards, the goal green, the velocity as a line. */
final class MazePicture {
    private static final int LONGER_SIDE = 400;
    private static final double EDGE = 0.5 - MazePhysics.ORIGIN;
    private static final double SECONDS_AHEAD = 0.15;
    private static final Color FLOOR = new Color(0xF7F5F0);
    private static final Color WALL = new Color(0x3F4A57);
    private static final Color GOAL = new Color(0xBFE3C3);
    private static final Color REACHED = new Color(0x5DBB6A);
    private static final Color BALL = new Color(0x1F5FBF);
    private static final Color VELOCITY = new Color(0xD9622B);

    private final BufferedImage maze;
    private final BufferedImage mazeReached;
    private final AffineTransform toPixels;
    private final MazeLayout layout;
    private final MazeGoal usual;
    private final double thickness;

    /**
     * Draws the maze once, with the goal that it usually has.
     *
     * @param usual the layout's own
     */
    MazePicture(MazeLayout layout, MazeGoal usual) {
        this.layout = layout;
        this.usual = usual;
        int scale = LONGER_SIDE / Math.max(layout.sizeX(), layout.sizeY());
        int height = layout.sizeY() * scale;
        toPixels = new AffineTransform(scale, 0, 0, -scale, -EDGE * scale, height + EDGE * scale);
        thickness = 2.5 / scale;
        maze = draw(usual, layout.sizeX() * scale, height, GOAL);
        mazeReached = draw(usual, layout.sizeX() * scale, height, REACHED);
    }

    private BufferedImage draw(MazeGoal goal, int width, int height, Color goalColor) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(FLOOR);
        graphics.fillRect(0, 0, width, height);
        prepare(graphics);
        graphics.setColor(goalColor);
        graphics.fill(circle(goal.cell().x(), goal.cell().y(), MazeGoal.RADIUS));
        graphics.setColor(WALL);
        for (PlanarMap.Rectangle wall : MazeDrawing.of(layout).walls()) {
            graphics.fill(new Rectangle2D.Double(
                    wall.minimumX(),
                    wall.minimumY(),
                    wall.maximumX() - wall.minimumX(),
                    wall.maximumY() - wall.minimumY()));
        }
        graphics.dispose();
        return image;
    }

    /** Draws a state, of which {@code states} has four values from {@code at}. */
    Picture of(double[] states, int at, MazeGoal goal) {
        double x = states[at];
        double y = states[at + 1];
        BufferedImage image = new BufferedImage(maze.getWidth(), maze.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.drawImage(background(goal, goal.reached(x, y)), 0, 0, null);
        prepare(graphics);
        graphics.setColor(VELOCITY);
        graphics.setStroke(new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(new Line2D.Double(x, y, x + SECONDS_AHEAD * states[at + 2], y + SECONDS_AHEAD * states[at + 3]));
        graphics.setColor(BALL);
        graphics.fill(circle(x, y, MazePhysics.RADIUS));
        graphics.dispose();
        return new Picture(image.getWidth(), image.getHeight(), bytes(image));
    }

    private BufferedImage background(MazeGoal goal, boolean reached) {
        if (goal.equals(usual)) {
            return reached ? mazeReached : maze;
        }
        return draw(goal, maze.getWidth(), maze.getHeight(), reached ? REACHED : GOAL);
    }

    private void prepare(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.transform(toPixels);
    }

    private static Ellipse2D circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static byte[] bytes(BufferedImage image) {
        int[] colors = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] bytes = new byte[3 * colors.length];
        for (int i = 0; i < colors.length; i++) {
            bytes[3 * i] = (byte) (colors[i] >> 16);
            bytes[3 * i + 1] = (byte) (colors[i] >> 8);
            bytes[3 * i + 2] = (byte) colors[i];
        }
        return bytes;
    }
}
