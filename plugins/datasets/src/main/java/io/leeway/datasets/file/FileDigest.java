package io.leeway.datasets.file;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Sha256;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The identity of files: the SHA-256 of their bytes, one after the other. */
public final class FileDigest {
    private FileDigest() {}

    /**
     * Returns the digest, in hexadecimal.
     *
     * @throws LeewayException if a file is missing or cannot be read
     */
    public static String sha256(List<Path> files) {
        try {
            return Sha256.of(files);
        } catch (NoSuchFileException e) {
            throw new LeewayException(
                    "There is no file " + Path.of(e.getFile()).toAbsolutePath().normalize(), e);
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + files.get(0) + ": " + FileProblem.text(e), e);
        }
    }
}
