package io.leeway.environment.film;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.Environments.StatePictures;
import io.leeway.spi.environment.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two halves of a film's pictures, each with a line over it that says what it shows. */
final class Panels {
    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x1c1c1e);
    private static final Color MARK = new Color(0xD5, 0x5E, 0x00);
    private static final int CAPTION = 22;
    private static final int GAP = 6;
    private static final int BORDER = 6;
    private static final int NARROWEST = 190;

    private final StatePictures pictures;
    private final List<String> refused = new ArrayList<>();
    private int states;
    private int width;
    private int height;

    Panels(StatePictures pictures) {
        this.pictures = pictures;
    }

    /**
     * One half.
     *
     * @param caption what it shows
     * @param picture the drawn state, or null where there is none
     * @param marked whether the simulator refused the state
     */
    record Panel(String caption, @Nullable Picture picture, boolean marked) {}

    /** Draws a state; one that is refused is kept in mind and marked. Past the end there is the last state no more. */
    Panel draw(String which, StateSequence sequence, int step) {
        String caption = which + ", step " + (step + 1) + " of " + sequence.length();
        if (step >= sequence.length()) {
            return new Panel(which + (sequence.terminated() ? ", terminated" : ", ended"), null, false);
        }
        states++;
        try {
            Picture picture = pictures.draw(sequence.state(step));
            width = Math.max(width, picture.width());
            height = Math.max(height, picture.height());
            return new Panel(caption, picture, false);
        } catch (EnvironmentException failure) {
            if (failure.kind() != EnvironmentException.Kind.ENVIRONMENT_ERROR) {
                throw failure;
            }
            return refuse(caption, failure);
        } catch (LeewayException failure) {
            return refuse(caption, failure);
        }
    }

    private Panel refuse(String caption, LeewayException failure) {
        refused.add(caption + ": " + failure.getMessage());
        return new Panel(caption + ": refused", null, true);
    }

    /** Returns whether a state was drawn, so that it is known how large pictures are. */
    boolean sized() {
        return width > 0;
    }

    /** Returns how many states were to be drawn. */
    int states() {
        return states;
    }

    /** Returns the states that were refused, with the reasons. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** Returns two halves as one picture. */
    Picture beside(Panel left, Panel right) {
        int half = Math.max(width, NARROWEST);
        BufferedImage image = new BufferedImage(2 * half + GAP, height + CAPTION, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(PAPER);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            paint(graphics, left, 0, half);
            paint(graphics, right, half + GAP, half);
        } finally {
            graphics.dispose();
        }
        return picture(image);
    }

    private void paint(Graphics2D graphics, Panel panel, int x, int half) {
        graphics.setColor(panel.marked() ? MARK : INK);
        graphics.drawString(panel.caption(), x + 4, CAPTION - 7);
        Picture picture = panel.picture();
        if (picture != null) {
            graphics.drawImage(image(picture), x + (half - picture.width()) / 2, CAPTION, null);
        } else if (panel.marked()) {
            graphics.setStroke(new BasicStroke(BORDER));
            graphics.drawRect(x + BORDER / 2, CAPTION + BORDER / 2, half - BORDER, height - BORDER);
            graphics.drawLine(x + BORDER, CAPTION + BORDER, x + half - BORDER, CAPTION + height - BORDER);
        }
    }

    private static BufferedImage image(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        byte[] pixels = picture.pixels();
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            int color = ((pixels[3 * i] & 0xFF) << 16) | ((pixels[3 * i + 1] & 0xFF) << 8) | (pixels[3 * i + 2] & 0xFF);
            image.setRGB(i % picture.width(), i / picture.width(), color);
        }
        return image;
    }

    private static Picture picture(BufferedImage image) {
        int width = image.getWidth();
        int[] colors = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        byte[] pixels = new byte[3 * colors.length];
        for (int i = 0; i < colors.length; i++) {
            pixels[3 * i] = (byte) (colors[i] >> 16);
            pixels[3 * i + 1] = (byte) (colors[i] >> 8);
            pixels[3 * i + 2] = (byte) colors[i];
        }
        return new Picture(width, image.getHeight(), pixels);
    }
}
