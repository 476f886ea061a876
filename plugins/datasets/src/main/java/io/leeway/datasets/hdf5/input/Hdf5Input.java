package io.leeway.datasets.hdf5.input;

import io.leeway.datasets.hdf5.format.FileBytes;
import io.leeway.datasets.hdf5.format.ObjectHeader;
import io.leeway.datasets.hdf5.format.Superblock;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A reader of an HDF5 file's arrays and attributes, which may be damaged or made to harm: nothing is allocated that the
 * file does not hold, links to other files are not followed, and every problem is a {@link LeewayException} that names
 * file and place.
 */
public final class Hdf5Input implements AutoCloseable {
    private final FileBytes file;
    private final ObjectHeader root;

    private Hdf5Input(FileBytes file) {
        this.file = file;
        if (!Guard.read(file, "its first block", () -> Superblock.isThere(file))) {
            throw new LeewayException(file.path() + " is not an HDF5 file: "
                    + (file.size() == 0 ? "it is empty" : "it lacks the signature")
                    + ". Is it a download page, an archive, or half a download?");
        }
        Superblock first = Guard.read(file, "its first block", () -> Superblock.read(file));
        if (file.size() < first.end()) {
            throw new LeewayException(file.path() + " is cut short: it has " + file.size() + " bytes of " + first.end()
                    + ", as its first block says. Copy or download it again, whole");
        }
        root = Guard.read(file, "its root", () -> ObjectHeader.read(file, first.rootHeader()));
    }

    /**
     * Opens a file.
     *
     * @throws LeewayException if there is none, or it is not HDF5, or cut short
     */
    public static Hdf5Input open(Path path) {
        if (Files.isDirectory(path)) {
            throw new LeewayException("Cannot read " + path + ": it is a folder");
        }
        FileBytes file;
        try {
            file = FileBytes.open(path);
        } catch (NoSuchFileException e) {
            throw new LeewayException(
                    "There is no file " + path.toAbsolutePath().normalize(), e);
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + path + ": " + e, e);
        }
        try {
            return new Hdf5Input(file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Returns the file. */
    public Path path() {
        return file.path();
    }

    /** Returns the group that all others are in. */
    public Hdf5Group root() {
        return new Hdf5Group(file, root, "");
    }

    @Override
    public void close() {
        file.close();
    }
}
