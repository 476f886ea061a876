package io.leeway.datasettools;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.nio.file.Path;

/** Rules for the paths of new files: never over what is read, and over nothing else unasked. */
public final class FreshPaths {
    private FreshPaths() {}

    /**
     * Checks that an output is neither an input nor another output, nor within or around one.
     *
     * @throws DatasetChoiceException naming both
     */
    public static void requireApart(Path output, Path other, String role) {
        Path first = real(output);
        Path second = real(other);
        if (first.equals(second)) {
            throw new DatasetChoiceException(
                    "The output " + output + " is " + role + " " + other + " itself. Choose another path.");
        } else if (first.startsWith(second) || second.startsWith(first)) {
            String where = first.startsWith(second) ? " lies in " : " is a folder around ";
            throw new DatasetChoiceException(
                    "The output " + output + where + role + " " + other + ". Choose another path.");
        }
    }

    /** Returns the path with all links followed, as far as it exists. */
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        try {
            return whole.toRealPath();
        } catch (IOException absent) {
            Path parent = whole.getParent();
            Path name = whole.getFileName();
            return parent == null || name == null ? whole : real(parent).resolve(name);
        }
    }

    /** Returns an error that says what could not be done where, and why. */
    public static LeewayException problem(String what, Path path, IOException cause) {
        return new LeewayException("Cannot " + what + " " + path + ": " + FileProblem.text(cause) + ".", cause);
    }
}
