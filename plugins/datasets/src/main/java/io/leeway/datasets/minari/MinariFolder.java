package io.leeway.datasets.minari;

import io.leeway.datasets.file.FileDigest;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a dataset, with its files.
 *
 * @param data the folder that they are in
 */
record MinariFolder(Path data) {
    static final String DATA = "data";
    static final String METADATA = "metadata.json";
    private static final String ARRAYS = "main_data.hdf5";
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

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
     * Checks that the files are there which every dataset of a storage has.
     *
     * @throws LeewayException naming those that are not
     */
    void check(MinariStorage storage) {
        List<Path> wanted = storage == MinariStorage.ARROW ? List.of(metadata()) : List.of(metadata(), arrays());
        List<Path> missing =
                wanted.stream().filter(file -> !Files.isRegularFile(file)).toList();
        if (!missing.isEmpty()) {
            throw new LeewayException(missing.size() == 1 ? missing(missing.get(0)) : missing(data));
        }
    }

    /** Returns the folders of episodes, in the order of their numbers, where each has one. */
    List<Path> episodeFolders() {
        try (Stream<Path> children = Files.list(data)) {
            return children.filter(Files::isDirectory)
                    .filter(child ->
                            NUMBER.matcher(String.valueOf(child.getFileName())).matches())
                    .sorted(Comparator.comparingInt(child -> Integer.parseInt(String.valueOf(child.getFileName()))))
                    .toList();
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + data + ": " + FileProblem.text(e), e);
        }
    }

    /**
     * Returns the one Arrow file of an episode's folder.
     *
     * @throws LeewayException if there is none, or more than one
     */
    Path arrowFile(Path episode) {
        List<Path> files;
        try (Stream<Path> children = Files.list(episode)) {
            files = children.filter(child -> child.toString().endsWith(".arrow"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + episode + ": " + FileProblem.text(e), e);
        }
        if (files.size() != 1) {
            throw new LeewayException(episode + " has " + files.size() + " files that end in .arrow, but Minari writes"
                    + " one an episode. Copy or download the dataset again, whole");
        }
        return files.get(0);
    }

    /** Returns all files, in a fixed order; all must be there. */
    List<Path> files() {
        if (!hasMetadata()) {
            check(MinariStorage.HDF5);
        }
        MinariStorage storage = MinariMetadata.read(metadata()).storage();
        check(storage);
        if (storage == MinariStorage.HDF5) {
            return List.of(metadata(), arrays());
        }
        List<Path> files = new ArrayList<>(List.of(metadata()));
        for (Path episode : episodeFolders()) {
            files.add(episode.resolve(METADATA));
            files.add(arrowFile(episode));
        }
        return files;
    }

    private static String missing(Path path) {
        return "There is no " + path + ": a Minari dataset is a folder with " + DATA + "/" + METADATA + " and " + DATA
                + "/" + ARRAYS;
    }

    boolean hasMetadata() {
        return Files.isRegularFile(metadata());
    }

    /** Returns the SHA-256 of all files, one after the other. */
    String sha256() {
        return FileDigest.sha256(files());
    }
}
