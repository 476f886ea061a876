package io.leeway.report;

import io.leeway.report.TrajectoryMap.Group;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a report to files. Equal reports give equal bytes. */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the page, and each map as a picture beside it: {@code trajectories.svg}, then {@code trajectories-2.svg} and
     * so on. A file is written aside and moved into place, so that it is never half there.
     *
     * @param file the page, such as {@code report.html}; its directory is made where it does not exist
     * @throws LeewayException if a file cannot be written, naming it and what to do
     */
    public static void write(Report report, Path file) {
        Palette palette = Palette.of(report);
        int maps = 0;
        for (Section section : report.sections()) {
            if (section instanceof TrajectoryMap map) {
                maps++;
                String name = maps == 1 ? "trajectories.svg" : "trajectories-" + maps + ".svg";
                String picture = new MapPicture(map)
                        .standalone(palette.looks(
                                map.groups().stream().map(Group::name).toList()));
                writeAside(file.resolveSibling(name), picture);
            }
        }
        writeAside(file, HtmlPage.of(report));
    }

    private static void writeAside(Path file, String text) {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LeewayException failure = new LeewayException(
                    "The report '" + file + "' could not be written (" + e + "). Make the directory writable or free"
                            + " some space, then run the same command again: what was computed is kept.",
                    e);
            discard(aside, failure);
            throw failure;
        }
    }

    private static void discard(Path aside, LeewayException failure) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
