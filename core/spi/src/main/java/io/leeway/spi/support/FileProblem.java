package io.leeway.spi.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Reasons of the file system's refusals, in words. */
public final class FileProblem {
    private FileProblem() {}

    /** Returns the reason as a clause, such as "permission denied"; the message of what is no file system's refusal. */
    public static String text(Exception problem) {
        Throwable cause = problem instanceof UncheckedIOException ? problem.getCause() : problem;
        return cause instanceof IOException refusal ? text(refusal) : String.valueOf(problem.getMessage());
    }

    /** Returns the reason as a clause, such as "permission denied". */
    public static String text(UncheckedIOException problem) {
        return text((Exception) problem);
    }

    /** Returns the reason as a clause, such as "permission denied". */
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
}
