package io.leeway.wiring.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The reason, in words, why the file system refused. */
public final class FileProblem {
    private FileProblem() {}

    public static String text(UncheckedIOException problem) {
        return problem.getCause() == null ? String.valueOf(problem.getMessage()) : text(problem.getCause());
    }

    public static String text(IOException problem) {
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (problem instanceof NoSuchFileException) {
            return "no such file";
        }
        if (problem instanceof FileAlreadyExistsException || problem instanceof NotDirectoryException) {
            return "a file is in the way of the folder";
        }
        if (problem instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getReason().equals("Not a directory")
                    ? "a file is in the way of the folder"
                    : refused.getReason();
        }
        return String.valueOf(problem.getMessage());
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
        return refused ? " Make the folder writable, or choose another one with --runs." : "";
    }
}
