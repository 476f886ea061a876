package com.acme.paper;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/** Files of pictures. */
final class Pictures {
    private Pictures() {}

    /** Writes a PNG aside first and moves it into place. */
    static void write(BufferedImage image, Path file) {
        try {
            Path aside = Files.createTempFile(file.toAbsolutePath().getParent(), "figure", ".png");
            ImageIO.write(image, "png", aside.toFile());
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("The picture could not be written to " + file, failure);
        }
    }
}
