package io.leeway.wiring.file;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders and all that is in them. */
public final class Folders {
    private Folders() {}

    /** Creates a folder and those above it, if they are not there. */
    public static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            String text = FileProblem.text(e);
            throw new LeewayException(
                    "Cannot make the folder " + folder + ": " + text + "." + FileProblem.remedy(text), e);
        }
    }

    /** Deletes a folder or a file, if it is there; a link in it is deleted, never followed. */
    public static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(folder);
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path child, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(child);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
