package io.leeway.environment.film;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Staged;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** An animated GIF that repeats for ever. */
final class AnimatedGif {
    private static final int REST_AT_THE_END = 100;

    private final double hundredths;

    /**
     * Writes at a pace.
     *
     * @param hundredths how long each picture is shown, in hundredths of a second; the fractions of several add up
     */
    AnimatedGif(double hundredths) {
        this.hundredths = hundredths;
    }

    void write(List<Picture> frames, Path file) {
        if (frames.isEmpty()) {
            throw new LeewayException("There is no picture to write to " + file + ": nothing was recorded");
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Staged.writeLike(file, aside -> encode(frames, aside));
        } catch (IOException e) {
            throw new LeewayException("Cannot write " + file + ": " + FileProblem.text(e), e);
        }
    }

    private void encode(List<Picture> frames, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(file.toFile())) {
            if (output == null) {
                throw new IOException("cannot be opened");
            }
            writer.setOutput(output);
            write(frames, writer);
        } finally {
            writer.dispose();
        }
    }

    private void write(List<Picture> frames, ImageWriter writer) throws IOException {
        writer.prepareWriteSequence(null);
        long shown = 0;
        for (int i = 0; i < frames.size(); i++) {
            long until = Math.round((i + 1) * hundredths);
            int delay = (int) Math.max(1, until - shown);
            shown = until;
            boolean last = i == frames.size() - 1;
            BufferedImage image = IndexedPicture.of(frames.get(i));
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            int shownFor = last ? Math.max(delay, REST_AT_THE_END) : delay;
            describe(metadata, (IndexColorModel) image.getColorModel(), shownFor, i == 0);
            writer.writeToSequence(new IIOImage(image, null, metadata), null);
        }
        writer.endWriteSequence();
    }

    private static void describe(IIOMetadata metadata, IndexColorModel colors, int delay, boolean first)
            throws IOException {
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Integer.toString(Math.min(delay, 0xFFFF)));
        if (first) {
            IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
            repeat.setAttribute("applicationID", "NETSCAPE");
            repeat.setAttribute("authenticationCode", "2.0");
            repeat.setUserObject(new byte[] {1, 0, 0});
            child(root, "ApplicationExtensions").appendChild(repeat);
        }
        palette(child(root, "LocalColorTable"), colors);
        metadata.setFromTree(format, root);
    }

    /** Says a picture's own colours: the writer would have all pictures share those of the first. */
    private static void palette(IIOMetadataNode table, IndexColorModel colors) {
        table.setAttribute("sizeOfLocalColorTable", Integer.toString(colors.getMapSize()));
        table.setAttribute("sortFlag", "FALSE");
        while (table.hasChildNodes()) {
            table.removeChild(table.getFirstChild());
        }
        for (int i = 0; i < colors.getMapSize(); i++) {
            IIOMetadataNode entry = new IIOMetadataNode("ColorTableEntry");
            entry.setAttribute("index", Integer.toString(i));
            entry.setAttribute("red", Integer.toString(colors.getRed(i)));
            entry.setAttribute("green", Integer.toString(colors.getGreen(i)));
            entry.setAttribute("blue", Integer.toString(colors.getBlue(i)));
            table.appendChild(entry);
        }
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        for (int i = 0; i < root.getLength(); i++) {
            if (root.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) root.item(i);
            }
        }
        IIOMetadataNode made = new IIOMetadataNode(name);
        root.appendChild(made);
        return made;
    }
}
