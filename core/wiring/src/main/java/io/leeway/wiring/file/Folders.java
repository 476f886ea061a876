package io.leeway.wiring.file;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders and all that is in them. */
public final class Folders {
    private Folders() {}

    /** Creates a folder and those above it, if they are not there. */
    public static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            String text = FileProblem.text(e);
            throw new LeewayException("Cannot make the folder " + folder + ": " + text + "." + remedy(text), e);
        }
    }

    /** Returns what to do about a refusal, as a sentence with a space before it; empty where there is no advice. */
    public static String remedy(String text) {
        if (text.contains("No space left") || text.contains("File too large") || text.contains("quota")) {
            return " Free some space there, or choose another folder with --runs.";
        }
        boolean refused = text.contains("permission denied")
                || text.contains("in the way")
                || text.contains("Read-only")
                || text.contains("Operation not permitted");
        return refused ? " Make the folder writable, or choose another one." : "";
    }

    /** Deletes a folder or a file, if it is there; a link in it is deleted, never followed. */
    public static void delete(Path folder) throws IOException {
        FileTree.delete(folder);
    }
}
