package io.leeway.environment.film;

import io.leeway.spi.environment.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.Map;

/** Pictures with a palette of at most 256 colours: exact where that is enough, else evenly spaced colours. */
final class IndexedPicture {
    private static final int COLORS = 256;
    private static final int REDS = 6;
    private static final int GREENS = 7;
    private static final int BLUES = 6;

    private IndexedPicture() {}

    static BufferedImage of(Picture picture) {
        Map<Integer, Integer> palette = palette(picture);
        return palette.size() <= COLORS ? exact(picture, palette) : spaced(picture);
    }

    /** Returns the place of each colour; one colour too many if there are more than a palette has. */
    private static Map<Integer, Integer> palette(Picture picture) {
        Map<Integer, Integer> palette = new HashMap<>();
        int before = -1;
        for (int i = 0; i < picture.width() * picture.height() && palette.size() <= COLORS; i++) {
            int color = color(picture, i);
            if (color != before) {
                palette.putIfAbsent(color, palette.size());
                before = color;
            }
        }
        return palette;
    }

    private static int color(Picture picture, int pixel) {
        byte[] pixels = picture.pixels();
        return ((pixels[3 * pixel] & 0xFF) << 16)
                | ((pixels[3 * pixel + 1] & 0xFF) << 8)
                | (pixels[3 * pixel + 2] & 0xFF);
    }

    private static BufferedImage exact(Picture picture, Map<Integer, Integer> palette) {
        int[] colors = new int[COLORS];
        palette.forEach((color, place) -> colors[place] = color);
        byte[] places = new byte[picture.width() * picture.height()];
        for (int i = 0; i < places.length; i++) {
            places[i] = palette.getOrDefault(color(picture, i), 0).byteValue();
        }
        return image(picture, colors, places);
    }

    private static BufferedImage spaced(Picture picture) {
        int[] colors = new int[COLORS];
        for (int place = 0; place < REDS * GREENS * BLUES; place++) {
            int red = place / (GREENS * BLUES) * 255 / (REDS - 1);
            int green = place / BLUES % GREENS * 255 / (GREENS - 1);
            int blue = place % BLUES * 255 / (BLUES - 1);
            colors[place] = (red << 16) | (green << 8) | blue;
        }
        byte[] places = new byte[picture.width() * picture.height()];
        for (int i = 0; i < places.length; i++) {
            int color = color(picture, i);
            int red = nearest(color >> 16, REDS);
            int green = nearest((color >> 8) & 0xFF, GREENS);
            int blue = nearest(color & 0xFF, BLUES);
            places[i] = (byte) ((red * GREENS + green) * BLUES + blue);
        }
        return image(picture, colors, places);
    }

    private static int nearest(int value, int levels) {
        return (value * (levels - 1) + 127) / 255;
    }

    private static BufferedImage image(Picture picture, int[] colors, byte[] places) {
        IndexColorModel model =
                new IndexColorModel(8, COLORS, colors, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_INDEXED, model);
        image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), places);
        return image;
    }
}
