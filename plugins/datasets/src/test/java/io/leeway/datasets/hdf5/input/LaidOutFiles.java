package io.leeway.datasets.hdf5.input;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The files that {@code make_files.py} made with h5py: one dataset in every layout of HDF5. */
public final class LaidOutFiles {
    /** Their names. */
    public static final List<String> NAMES = List.of(
            "contiguous",
            "gzip",
            "tiles",
            "checked",
            "lzf",
            "latest-contiguous",
            "latest-fixed",
            "latest-growing",
            "latest-single",
            "big-endian",
            "incompressible",
            "compact");

    /** How many rows each has. */
    public static final int ROWS = 40;

    private LaidOutFiles() {}

    /** Returns a file. */
    public static Path of(String name) {
        URL url = Objects.requireNonNull(LaidOutFiles.class.getResource(name + ".hdf5"), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
