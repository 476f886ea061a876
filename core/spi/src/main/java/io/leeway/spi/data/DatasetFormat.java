package io.leeway.spi.data;

import io.leeway.spi.LeewayException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/** A layout of files that datasets are kept in, such as D4RL's or Minari's. */
public interface DatasetFormat {
    /** Returns whether an existing file or folder looks like a dataset of this format; cheap, and never fails. */
    boolean recognizes(Path path);

    /** Returns whether a path that is still to be written is named as datasets of this format are. */
    boolean names(Path path);

    /**
     * Opens a dataset. The original is never changed.
     *
     * @throws LeewayException if it is not a dataset of this format, naming the file and everything that is wrong with
     *     its columns
     */
    EpisodeReader open(Path path);

    /**
     * Begins to write a dataset.
     *
     * @param path where it will be: a file or a folder, as the format has it
     * @throws LeewayException if there is something already, or it cannot be written there
     */
    EpisodeWriter create(Path path, DatasetDescription description);

    /**
     * Returns the SHA-256 of the dataset's bytes, in hexadecimal: of the file, or of its files in a fixed order.
     *
     * @throws LeewayException if it cannot be read
     */
    String sha256(Path path);

    /**
     * Returns the files that a dataset consists of, which are what may be deleted where it is to be replaced: all that
     * {@link #create} wrote, and nothing that others may have put beside it. A format of folders names them itself; one
     * of single files need not.
     *
     * @param path of the dataset; the files are this one, or within it
     * @throws LeewayException if it is not a whole dataset of this format, naming the file and what is wrong
     */
    default Set<Path> files(Path path) {
        open(path).close();
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new LeewayException(path + " is no file, and its format does not say which files are a dataset's");
        }
        return Set.of(path);
    }
}
