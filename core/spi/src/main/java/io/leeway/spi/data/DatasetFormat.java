package io.leeway.spi.data;

import java.nio.file.Path;

/** A layout of files that datasets are kept in, such as D4RL's or Minari's. */
public interface DatasetFormat {
    /** Returns whether an existing file or folder looks like a dataset of this format; cheap, and never fails. */
    boolean recognizes(Path path);

    /** Returns whether a path that is still to be written is named as datasets of this format are. */
    boolean names(Path path);

    /**
     * Opens a dataset. The original is never changed.
     *
     * @throws io.leeway.spi.LeewayException if it is not a dataset of this format, naming the file and everything that
     *     is wrong with its columns
     */
    EpisodeReader open(Path path);

    /**
     * Begins to write a dataset.
     *
     * @param path where it will be: a file or a folder, as the format has it
     * @throws io.leeway.spi.LeewayException if there is something already, or it cannot be written there
     */
    EpisodeWriter create(Path path, DatasetDescription description);

    /**
     * Returns the SHA-256 of the dataset's bytes, in hexadecimal: of the file, or of its files in a fixed order.
     *
     * @throws io.leeway.spi.LeewayException if it cannot be read
     */
    String sha256(Path path);
}
