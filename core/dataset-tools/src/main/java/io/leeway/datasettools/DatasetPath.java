package io.leeway.datasettools;

import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.EpisodeReader;
import java.nio.file.Path;

/**
 * A dataset in the file system, and the format that it has or will have.
 *
 * @param path the file or folder, as the user named it
 * @param formatName the name of the format's component
 * @param format what reads and writes it
 */
public record DatasetPath(Path path, String formatName, DatasetFormat format) {
    /** Opens it; the caller closes the reader. */
    public EpisodeReader open() {
        return format.open(path);
    }

    /** Returns its SHA-256, in hexadecimal. */
    public String sha256() {
        return format.sha256(path);
    }

    /** Returns its last name alone, which says nothing of this machine. */
    public String name() {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : last.toString();
    }
}
