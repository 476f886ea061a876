package com.acme.paper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;

/** The mean action that each scheme reaches, a line each over the number of steps, beside the truth. */
final class BiasPicture {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    private static final int LEFT = 60;
    private static final int RIGHT = 560;
    private static final int TOP = 40;
    private static final int BOTTOM = 350;
    private static final double HIGHEST = 1;
    private static final Color[] COLOURS = {
        new Color(0x1f77b4), new Color(0xff7f0e), new Color(0x2ca02c), new Color(0x9467bd), new Color(0xb3252b)
    };
    private static final float[] DASHES = {6, 4};

    private final Graphics2D graphics;

    private BiasPicture(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /** Draws the lines. */
    static void write(Map<String, double[]> means, Path file) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        new BiasPicture(graphics).draw(means);
        graphics.dispose();
        Pictures.write(image, file);
    }

    private void draw(Map<String, double[]> means) {
        axes();
        int index = 0;
        for (Map.Entry<String, double[]> scheme : means.entrySet()) {
            graphics.setColor(COLOURS[index % COLOURS.length]);
            graphics.setStroke(stroke(index, means.size()));
            graphics.draw(line(scheme.getValue()));
            int y = TOP + 40 + 24 * index;
            graphics.draw(new Line2D.Double(RIGHT + 15, y - 4, RIGHT + 45, y - 4));
            graphics.drawString(scheme.getKey(), RIGHT + 50, y);
            index++;
        }
    }

    /** Lines in the middle lie on each other: dashes in turn keep all of them visible. */
    private static BasicStroke stroke(int index, int count) {
        float[] dashes = {8, 16};
        return index == 0 || index == count - 1
                ? new BasicStroke(2)
                : new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 8 * (index - 1));
    }

    private static Path2D line(double[] means) {
        Path2D line = new Path2D.Double();
        for (int i = 0; i < means.length; i++) {
            if (i == 0) {
                line.moveTo(x(i), y(means[i]));
            } else {
                line.lineTo(x(i), y(means[i]));
            }
        }
        return line;
    }

    private void axes() {
        graphics.setColor(Color.DARK_GRAY);
        graphics.drawString("Mean action, prior N(0, 1), policy N(1, 1), λ 1", LEFT, TOP - 15);
        graphics.drawString("steps", (LEFT + RIGHT) / 2 - 15, BOTTOM + 38);
        graphics.drawRect(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
        for (int i = 0; i < Bias.STEPS.length; i++) {
            graphics.drawString(String.valueOf(Bias.STEPS[i]), (int) x(i) - 8, BOTTOM + 18);
        }
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            graphics.drawString(String.valueOf(tenth / 10.0), LEFT - 30, (int) y(tenth / 10.0) + 4);
        }
        graphics.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0));
        graphics.draw(new Line2D.Double(LEFT, y(Bias.TRUTH), RIGHT, y(Bias.TRUTH)));
        graphics.drawString("truth (dashed)", RIGHT + 50, TOP + 16);
        graphics.draw(new Line2D.Double(RIGHT + 15, TOP + 12, RIGHT + 45, TOP + 12));
    }

    private static double x(int index) {
        return LEFT + 20 + (RIGHT - LEFT - 40.0) * index / (Bias.STEPS.length - 1);
    }

    private static double y(double mean) {
        return BOTTOM - Math.max(0, Math.min(1, mean / HIGHEST)) * (BOTTOM - TOP);
    }
}
