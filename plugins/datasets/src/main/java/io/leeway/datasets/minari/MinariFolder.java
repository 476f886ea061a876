package io.leeway.datasets.minari;

import io.leeway.datasets.file.FileDigest;
import io.leeway.spi.LeewayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of a dataset, with its two files.
 *
 * @param data the folder that they are in
 */
record MinariFolder(Path data) {
    static final String DATA = "data";
    private static final String METADATA = "metadata.json";
    private static final String ARRAYS = "main_data.hdf5";

    /** Returns the files of a dataset, given its folder or the data folder in it. */
    static MinariFolder of(Path path) {
        return new MinariFolder(Files.exists(path.resolve(METADATA)) ? path : path.resolve(DATA));
    }

    static boolean recognizes(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        boolean named = name != null && name.toString().equals(DATA);
        boolean inside =
                Files.isRegularFile(path.resolve(METADATA)) && (named || Files.isRegularFile(path.resolve(ARRAYS)));
        return inside || Files.isRegularFile(path.resolve(DATA).resolve(METADATA));
    }

    Path metadata() {
        return data.resolve(METADATA);
    }

    Path arrays() {
        return data.resolve(ARRAYS);
    }

    /**
     * Checks that both files are there.
     *
     * @throws LeewayException naming those that are not
     */
    void check() {
        List<Path> missing = List.of(metadata(), arrays()).stream()
                .filter(file -> !Files.isRegularFile(file))
                .toList();
        if (!missing.isEmpty()) {
            throw new LeewayException(missing.size() == 1 ? missing(missing.get(0)) : missing(data));
        }
    }

    private static String missing(Path path) {
        return "There is no " + path + ": a Minari dataset is a folder with " + DATA + "/" + METADATA + " and " + DATA
                + "/" + ARRAYS;
    }

    boolean hasMetadata() {
        return Files.isRegularFile(metadata());
    }

    /** Returns the SHA-256 of both files, one after the other. */
    String sha256() {
        if (hasMetadata()) {
            MinariMetadata.read(metadata());
        }
        check();
        return FileDigest.sha256(List.of(metadata(), arrays()));
    }
}
