package io.leeway.spi.environment;

/**
 * A picture of an environment.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixels height × width × 3, row-major from the top left: red, green and blue, each 0 to 255
 */
public record Picture(int width, int height, byte[] pixels) {
    /** Checks that the pixels fill the picture. */
    public Picture {
        if (width < 1 || height < 1 || pixels.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
            throw new IllegalArgumentException(
                    "A picture of " + width + " × " + height + " cannot have " + pixels.length + " bytes");
        }
    }
}
