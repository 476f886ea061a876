package io.leeway.datasets.minari;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of datasets, such as {@code D4RL/pointmaze/umaze-v2}, and where Minari looks for them.
 *
 * @param root the folder of all datasets
 */
record MinariIds(Path root) {
    private static final Pattern ID =
            Pattern.compile("(?:[-\\w](?:/?[-\\w])+/)?[-\\w]+-v[0-9]{1,9}", Pattern.UNICODE_CHARACTER_CLASS);

    /**
     * Returns the folder that the environment variable MINARI_DATASETS_PATH names, or Minari's own in the home folder.
     */
    static MinariIds here() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static MinariIds of(Map<String, String> variables, Path home) {
        String folder = variables.get("MINARI_DATASETS_PATH");
        return new MinariIds(
                folder == null || folder.isEmpty() ? home.resolve(".minari").resolve("datasets") : Path.of(folder));
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Returns the folder of a dataset.
     *
     * @throws LeewayException if it is not an id, or leads out of the folder of all datasets
     */
    Path resolve(String id) {
        if (!isId(id)) {
            throw new LeewayException(
                    "'" + id + "' is not the id of a Minari dataset: it must be (namespace/)name-v0, in"
                            + " letters, digits, '-' and '_', where each namespace is separated by one '/'");
        }
        Path folder = root.resolve(id);
        try {
            if (Files.exists(folder) && !folder.toRealPath().startsWith(root.toRealPath())) {
                throw new LeewayException(
                        folder + " leads to " + folder.toRealPath() + ", out of " + root + ": set path instead of id");
            }
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + folder + ": " + FileProblem.text(e), e);
        }
        return folder;
    }

    /** Returns the id that Minari finds a folder by, if it is among its datasets and named as these are. */
    Optional<String> within(Path folder) {
        Path above = root.toAbsolutePath().normalize();
        Path below = folder.toAbsolutePath().normalize();
        if (!below.startsWith(above) || below.equals(above)) {
            return Optional.empty();
        }
        String id = above.relativize(below).toString().replace(File.separatorChar, '/');
        return Optional.of(id).filter(MinariIds::isId);
    }

    /** Returns an id made of a folder's name. */
    static String of(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        String text = name == null ? "" : name.toString();
        if (isId(text)) {
            return text;
        }
        String plain = text.replaceAll("[^-_A-Za-z0-9]+", "_");
        return "leeway/" + (plain.isEmpty() ? "dataset" : plain) + "-v0";
    }
}
